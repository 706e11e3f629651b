package dev.firstvalue.simulation.random;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Predicates as people write them: some made to hold often, some of every operator and function.
 * What is made of parts stands in parentheses.
 */
final class RandomPredicates {
  private static final List<String> PATTERNS =
      List.of(
          "a", "^a", "b$", "a.b", "^.$", "[0-9]+", "(?i)É", "é|😀", "", "a.*b", "\\.", "^\\s", "'",
          "(?s)a.b", "\\\\");
  private static final List<String> INTS =
      List.of(
          "0",
          "1",
          "2",
          "3",
          "10",
          "30",
          "-1",
          "7",
          "1000000007",
          "9223372036854775807",
          "-9223372036854775808");
  private static final List<String> DOUBLES =
      List.of(
          "0.0",
          "1.0",
          "0.5",
          "-2.25",
          "0.1",
          "0.3",
          "123456.654321",
          "1e22",
          "9007199254740992.0",
          "1e-6");
  private static final List<String> DURATIONS =
      List.of("0s", "1us", "1s", "1h", "1d", "-90s", "7d", "2d3h", "1500ms", "0.5s");
  private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");

  private final Dice dice;
  private final Instant around;
  private final List<String> texts;

  RandomPredicates(Dice dice, Instant around, List<String> texts) {
    this.dice = dice;
    this.around = around;
    this.texts = texts;
  }

  /** A predicate over what can be seen. */
  String of(Sight sight) {
    return switch (dice.below(10)) {
      case 0, 1, 2, 3, 4 -> aimed(sight);
      case 5 -> "(" + aimed(sight) + " && " + aimed(sight) + ")";
      case 6, 7 -> "(" + aimed(sight) + " || " + predicate(sight, 1) + ")";
      default -> predicate(sight, dice.between(1, 3));
    };
  }

  /** A predicate that compares two events, where they can be compared. */
  String follows(Sight sight) {
    if (sight.like().isEmpty() || dice.percent(10)) {
      return of(sight);
    }
    String likeness = like(sight);
    return switch (dice.below(6)) {
      case 0 -> "(" + likeness + " && " + aimed(sight) + ")";
      case 1 -> "(" + likeness + " && " + like(sight) + ")";
      case 2 -> "(" + likeness + " || " + like(sight) + ")";
      default -> likeness;
    };
  }

  private String like(Sight sight) {
    Sight.Pair pair = dice.of(sight.like());
    String operator =
        pair.type() == Type.BOOL || dice.percent(70) ? dice.of("==", "!=") : dice.of(COMPARISONS);
    return pair.type() == Type.TIMESTAMP && dice.percent(60)
        ? "(("
            + pair.one()
            + " - "
            + pair.other()
            + ") "
            + dice.of("<", ">=")
            + " duration(\""
            + dice.of("30m", "1h", "1d", "2d3h")
            + "\"))"
        : "(" + pair.one() + " " + operator + " " + pair.other() + ")";
  }

  /** One that holds for a good part of the rows. */
  private String aimed(Sight sight) {
    List<String> strings = sight.of(Type.STRING);
    List<String> ints = sight.of(Type.INT);
    return switch (dice.below(8)) {
      case 0 ->
          sight.properties().isEmpty()
              ? "true"
              : (dice.percent(75) ? "" : "!") + "has(" + dice.of(sight.properties()) + ")";
      case 1 -> ints.isEmpty() ? "true" : "(" + dice.of(ints) + " >= " + dice.below(4) + ")";
      case 2 -> {
        List<String> doubles = sight.of(Type.DOUBLE);
        yield doubles.isEmpty()
            ? "true"
            : "(" + dice.of(doubles) + dice.of(" < ", " >= ") + dice.between(-1, 4) + ".5)";
      }
      case 3 -> {
        List<String> times = sight.of(Type.TIMESTAMP);
        yield times.isEmpty()
            ? "true"
            : "(" + dice.of(times) + dice.of(" < ", " >= ") + near() + ")";
      }
      case 4 -> sight.like().isEmpty() ? "true" : like(sight);
      default ->
          strings.isEmpty()
              ? "true"
              : dice.percent(60)
                  ? "("
                      + dice.of(strings)
                      + dice.of(" == ", " != ", " != ", " != ")
                      + CelText.literal(dice.of(texts))
                      + ")"
                  : "("
                      + dice.of(strings)
                      + " in ["
                      + String.join(", ", dice.times(3, () -> CelText.literal(dice.of(texts))))
                      + "])";
    };
  }

  private String near() {
    long micros = Micros.of(around) + Micros.of(Duration.ofHours(12)) * dice.between(-2, 6);
    return time(micros);
  }

  private String predicate(Sight sight, int depth) {
    if (depth == 0) {
      List<String> bools = sight.of(Type.BOOL);
      return dice.percent(20) || bools.isEmpty() ? dice.of("true", "false") : dice.of(bools);
    }
    int less = depth - 1;
    return switch (dice.below(12)) {
      case 0 -> sight.properties().isEmpty() ? "false" : "has(" + dice.of(sight.properties()) + ")";
      case 1 -> in(sight, less);
      case 2 -> parts(sight, " && ", less);
      case 3 -> parts(sight, " || ", less);
      case 4 -> "!(" + predicate(sight, less) + ")";
      case 5 -> conditional(sight, Type.BOOL, less);
      case 6 -> textTest(sight, less);
      case 7 -> predicate(sight, 0);
      default -> comparison(sight, less);
    };
  }

  /** A value of a type. */
  private String value(Sight sight, Type type, int depth) {
    if (type == Type.BOOL) {
      return predicate(sight, depth);
    }
    List<String> names = sight.of(type);
    if (depth == 0 || dice.percent(40)) {
      return names.isEmpty() || dice.percent(40) ? literal(type) : dice.of(names);
    }
    int less = depth - 1;
    if (dice.percent(15)) {
      return conditional(sight, type, less);
    }
    return switch (type) {
      case STRING -> binary(sight, Type.STRING, "+", Type.STRING, less);
      case INT ->
          dice.percent(25)
              ? size(sight, less)
              : dice.percent(15)
                  ? "-(" + value(sight, Type.INT, less) + ")"
                  : binary(sight, Type.INT, dice.of("+", "-", "*", "/", "%"), Type.INT, less);
      case DOUBLE ->
          dice.percent(15)
              ? "-(" + value(sight, Type.DOUBLE, less) + ")"
              : dice.percent(50)
                  ? binary(sight, Type.DOUBLE, dice.of("+", "-", "*", "/"), Type.DOUBLE, less)
                  : dice.percent(50)
                      ? binary(sight, Type.INT, dice.of("+", "-", "*", "/"), Type.DOUBLE, less)
                      : binary(sight, Type.DOUBLE, dice.of("+", "-", "*", "/"), Type.INT, less);
      case TIMESTAMP ->
          dice.percent(50)
              ? binary(sight, Type.TIMESTAMP, dice.of("+", "-"), Type.DURATION, less)
              : binary(sight, Type.DURATION, "+", Type.TIMESTAMP, less);
      case DURATION ->
          dice.percent(60)
              ? binary(sight, Type.TIMESTAMP, "-", Type.TIMESTAMP, less)
              : binary(sight, Type.DURATION, dice.of("+", "-"), Type.DURATION, less);
      case BOOL -> throw new IllegalStateException("a predicate is made above");
    };
  }

  private String size(Sight sight, int depth) {
    String text = value(sight, Type.STRING, depth);
    return dice.percent(50) ? "size(" + text + ")" : "(" + text + ").size()";
  }

  private String binary(Sight sight, Type left, String operator, Type right, int depth) {
    return "("
        + value(sight, left, depth)
        + " "
        + operator
        + " "
        + value(sight, right, depth)
        + ")";
  }

  private String comparison(Sight sight, int depth) {
    return switch (dice.below(9)) {
      case 0 -> binary(sight, Type.INT, dice.of(COMPARISONS), Type.DOUBLE, depth);
      case 1 -> binary(sight, Type.DOUBLE, dice.of(COMPARISONS), Type.INT, depth);
      default -> {
        Type type = dice.of(Type.values());
        String operator = type == Type.BOOL ? dice.of("==", "!=") : dice.of(COMPARISONS);
        yield binary(sight, type, operator, type, depth);
      }
    };
  }

  private String in(Sight sight, int depth) {
    Type type = dice.of(Type.STRING, Type.INT, Type.DOUBLE, Type.BOOL, Type.TIMESTAMP);
    return "("
        + value(sight, type, depth)
        + " in ["
        + String.join(", ", dice.times(dice.between(1, 4), () -> literal(type)))
        + "])";
  }

  private String parts(Sight sight, String operator, int depth) {
    return "("
        + String.join(operator, dice.times(dice.between(2, 3), () -> predicate(sight, depth)))
        + ")";
  }

  private String conditional(Sight sight, Type type, int depth) {
    return "("
        + predicate(sight, depth)
        + " ? "
        + value(sight, type, depth)
        + " : "
        + value(sight, type, depth)
        + ")";
  }

  private String textTest(Sight sight, int depth) {
    String function = dice.of("startsWith", "endsWith", "contains", "matches");
    String argument =
        function.equals("matches")
            ? CelText.literal(dice.of(PATTERNS))
            : value(sight, Type.STRING, Math.max(0, depth - 1));
    return "(" + value(sight, Type.STRING, depth) + ")." + function + "(" + argument + ")";
  }

  private String literal(Type type) {
    return switch (type) {
      case STRING ->
          CelText.literal(
              dice.percent(50)
                  ? dice.of(texts)
                  : dice.percent(70)
                      ? dice.of(RandomValues.TEXTS)
                      : dice.of("u1", "a1", "lesson", "2025-03-30"));
      case INT -> dice.percent(60) ? Integer.toString(dice.below(4)) : dice.of(INTS);
      case DOUBLE -> dice.of(DOUBLES);
      case BOOL -> dice.of("true", "false");
      case TIMESTAMP ->
          dice.percent(60)
              ? near()
              : time(dice.of(0L, 1_743_298_200_000_000L, 1_741_505_400_000_001L, -1L));
      case DURATION -> "duration(\"" + dice.of(DURATIONS) + "\")";
    };
  }

  private static String time(long micros) {
    return "timestamp(\"" + Micros.instant(micros) + "\")";
  }
}
