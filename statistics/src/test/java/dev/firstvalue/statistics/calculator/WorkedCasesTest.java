package dev.firstvalue.statistics.calculator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method against cases worked elsewhere; each line of the fixtures names its source. */
class WorkedCasesTest {

  /** HC2 needs every row's leverage; these cases give sums only, so the outputs are undefined. */
  private static final Set<String> NEED_ROWS = Set.of("ancova_hc2_se", "lin_interacted_hc2_se");

  /**
   * A case.
   *
   * @param tolerance {@code rel} and {@code abs}
   */
  record Case(
      String method,
      Map<String, Object> inputs,
      Map<String, Object> expected,
      Map<String, Double> tolerance,
      String source) {

    @Override
    public String toString() {
      return method + " " + inputs;
    }
  }

  static Stream<Case> workedCases() {
    return read("worked-cases.jsonl");
  }

  static Stream<Case> oracleCases() {
    return read("oracle-cases.jsonl");
  }

  static Stream<Case> familyCases() {
    return read("family-cases.jsonl");
  }

  @ParameterizedTest
  @MethodSource({"workedCases", "oracleCases", "familyCases"})
  void theFiguresOfOthersAreMet(Case worked) {
    Map<String, @Nullable Object> got = Calculators.calculate(worked.method(), worked.inputs());
    boolean sumsOnly =
        worked.inputs().get("arm1") instanceof Map<?, ?> arm && !arm.containsKey("y");
    List<String> off = new ArrayList<>();
    worked
        .expected()
        .forEach(
            (name, want) -> {
              if (sumsOnly && NEED_ROWS.contains(name)) {
                assertThat(got).containsEntry(name, null);
              } else {
                compare(name, got.get(name), want, worked.tolerance(), off);
              }
            });
    assertThat(off).as(worked.source()).isEmpty();
  }

  @Test
  void everyMethodHasAWorkedCase() {
    assertThat(Stream.concat(workedCases(), familyCases()).map(Case::method))
        .containsAll(Calculators.names());
  }

  private static void compare(
      String path,
      @Nullable Object got,
      @Nullable Object want,
      Map<String, Double> tolerance,
      List<String> off) {
    switch (want) {
      case Map<?, ?> map ->
          map.forEach(
              (key, value) ->
                  compare(
                      path + "." + key,
                      got instanceof Map<?, ?> g ? g.get(key) : null,
                      value,
                      tolerance,
                      off));
      case List<?> list -> {
        if (!(got instanceof List<?> g) || g.size() != list.size()) {
          off.add(path + ": " + got + " for " + want);
          return;
        }
        for (int i = 0; i < list.size(); i++) {
          compare(path + "[" + i + "]", g.get(i), list.get(i), tolerance, off);
        }
      }
      case Number number -> {
        double w = number.doubleValue();
        double limit =
            tolerance.getOrDefault("abs", 0.0) + tolerance.getOrDefault("rel", 0.0) * Math.abs(w);
        if (!(got instanceof Number g) || !(Math.abs(g.doubleValue() - w) <= limit)) {
          off.add(path + ": " + got + " for " + want);
        }
      }
      case null, default -> {
        if (!Objects.equals(got, want)) {
          off.add(path + ": " + got + " for " + want);
        }
      }
    }
  }

  private static Stream<Case> read(String resource) {
    Gson gson = new Gson();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(WorkedCasesTest.class.getResourceAsStream(resource)),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> gson.fromJson(line, new TypeToken<Case>() {}))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
