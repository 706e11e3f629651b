package dev.firstvalue.statistics.calculator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Inputs that make no sense get a refusal in words, never a stack trace and never a NaN. */
class NonsenseTest {

  private static final List<@Nullable Object> NONSENSE =
      Arrays.asList(
          -1,
          0,
          0.5,
          1,
          1e9,
          1e300,
          -1e300,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          "much",
          true,
          null,
          List.of(),
          Map.of());

  /** A place of a case may become long lists of work; a few of their values do. */
  private static final int MOST_OF_A_LIST = 2;

  @Test
  void everyInputOfEveryMethodMayBeNonsense() {
    List<String> wrong = new ArrayList<>();
    Map<String, WorkedCasesTest.Case> oneEach = new LinkedHashMap<>();
    Stream.concat(WorkedCasesTest.workedCases(), WorkedCasesTest.familyCases())
        .forEach(worked -> oneEach.putIfAbsent(worked.method(), worked));
    for (WorkedCasesTest.Case worked : oneEach.values()) {
      Object inputs = copy(worked.inputs());
      mutate(inputs, () -> wrong.addAll(wrongWith(worked.method(), inputs)));
    }
    assertThat(wrong).isEmpty();
  }

  private static List<String> wrongWith(String method, Object inputs) {
    try {
      Map<String, @Nullable Object> result = Calculators.calculate(method, named(inputs));
      String shown = result.toString();
      return shown.contains("NaN") ? List.of(method + " " + inputs + ": " + shown) : List.of();
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage()).contains("(expected: ")
          ? List.of()
          : List.of(method + " " + inputs + ": " + e);
    } catch (RuntimeException e) {
      return List.of(
          method
              + " "
              + inputs
              + ": "
              + e
              + " at "
              + Arrays.asList(e.getStackTrace()).subList(0, 3));
    }
  }

  @SuppressWarnings("unchecked") // a copy made here, with names as keys
  private static Map<String, @Nullable Object> named(Object inputs) {
    return (Map<String, @Nullable Object>) inputs;
  }

  /** Puts each nonsense in each place in turn, tells of it, and puts back what was there. */
  private static void mutate(@Nullable Object tree, Runnable changed) {
    switch (tree) {
      case Map<?, ?> map -> {
        for (Object key : List.copyOf(map.keySet())) {
          mutate(map.get(key), changed);
          inTurn(map.get(key), value -> named(map).put(key.toString(), value), changed);
        }
      }
      case List<?> list -> {
        for (int i = 0; i < Math.min(MOST_OF_A_LIST, list.size()); i++) {
          int place = i;
          mutate(list.get(i), changed);
          inTurn(list.get(i), value -> elements(list).set(place, value), changed);
        }
      }
      case null, default -> {}
    }
  }

  @SuppressWarnings("unchecked") // a copy made here
  private static List<@Nullable Object> elements(List<?> list) {
    return (List<@Nullable Object>) list;
  }

  private static void inTurn(
      @Nullable Object was, Consumer<@Nullable Object> put, Runnable changed) {
    for (Object nonsense : NONSENSE) {
      put.accept(nonsense);
      changed.run();
    }
    put.accept(was);
  }

  private static @Nullable Object copyOf(@Nullable Object tree) {
    return tree == null ? null : copy(tree);
  }

  private static Object copy(Object tree) {
    return switch (tree) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(Objects.toString(key), copyOf(value)));
        yield copy;
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(value -> copy.add(copyOf(value)));
        yield copy;
      }
      default -> tree;
    };
  }
}
