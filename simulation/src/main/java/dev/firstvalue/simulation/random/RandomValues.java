package dev.firstvalue.simulation.random;

import dev.firstvalue.definition.expression.Type;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Raw values of properties: most of them read as their type, some only nearly. */
final class RandomValues {
  static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "b",
          "ab",
          "a.b",
          "a\nb",
          "it's",
          "\"q\"",
          "\\",
          "%",
          "?",
          "{x:Int8}",
          "é",
          "É",
          "e\u0301",
          "😀",
          "～",
          "a😀b",
          "0",
          "12",
          "null",
          "A",
          " a ",
          "'; DROP TABLE t --",
          "a\tb");

  private static final List<String> NOT_INTS =
      List.of("", "abc", " 3", "3 ", "3.0", "1e3", "0x10", "１", "1000000000000000000", "+", "--1");
  private static final List<String> ODD_INTS =
      List.of("+5", "007", "-0", "999999999999999999", "-999999999999999999");
  private static final List<String> NOT_DOUBLES =
      List.of(
          "", "nan", "NaN", "inf", "-Infinity", "0x1p3", "1,5", ".5", "1.", "1e400", "1d", " 1");
  private static final List<String> ODD_DOUBLES =
      List.of("-0.0", "0", "+1.5", "1e2", "2.5E-3", "123456.654321", "0.1", "0.3", "1e22", "01.50");
  private static final List<String> BOOLS =
      List.of("true", "false", "TRUE", "False", "tRuE", "1", "0");
  private static final List<String> NOT_BOOLS = List.of("", "yes", "t", "2", " true", "on");
  private static final List<String> TIMES =
      List.of(
          "2025-03-30T01:30:00Z",
          "2025-03-30T03:30:00+02:00",
          "2025-03-30t01:30:00.000001z",
          "2025-03-30 01:30:00.1234567Z",
          "2025-03-09T02:30:00-05:00",
          "2025-11-02T01:30:00.5-04:00",
          "1970-01-01T00:00:00Z",
          "1969-12-31T23:59:59.999999999Z",
          "1900-01-01T00:00:00Z",
          "2299-12-31T23:59:59-18:00",
          "2024-02-29T12:00:00Z");
  private static final List<String> NOT_TIMES =
      List.of(
          "",
          "2025-03-30",
          "2025-03-30T01:30Z",
          "2025-03-30T01:30:00",
          "2025-02-29T00:00:00Z",
          "2025-04-31T00:00:00Z",
          "2025-13-01T00:00:00Z",
          "2025-03-30T24:00:00Z",
          "2025-03-30T23:59:60Z",
          "2025-03-30T01:30:00+0200",
          "2025-03-30T01:30:00+18:01",
          "2025-03-30T01:30:00.Z",
          "2025-03-30T01:30:00.1234567890Z",
          "1899-12-31T23:59:59Z",
          "2300-01-01T00:00:00Z",
          "1743298200");

  private RandomValues() {}

  /**
   * The raw value of a property, null if it is absent.
   *
   * @param texts values of text that many rows have
   */
  static @Nullable String raw(Dice dice, Type type, List<String> texts) {
    if (dice.percent(10)) {
      return null;
    }
    boolean reads = dice.percent(92);
    return switch (type) {
      case STRING -> dice.of(dice.percent(75) ? texts : TEXTS);
      case INT -> reads ? whole(dice) : dice.of(NOT_INTS);
      case DOUBLE -> reads ? decimal(dice) : dice.of(NOT_DOUBLES);
      case BOOL -> dice.of(reads ? BOOLS : NOT_BOOLS);
      case TIMESTAMP -> dice.of(reads ? TIMES : NOT_TIMES);
      case DURATION ->
          throw new IllegalArgumentException("type: DURATION (expected: a property's)");
    };
  }

  private static String whole(Dice dice) {
    return dice.percent(60)
        ? Integer.toString(dice.below(4))
        : dice.percent(80) ? Integer.toString(dice.between(-3, 60)) : dice.of(ODD_INTS);
  }

  /** At most six decimals. */
  private static String decimal(Dice dice) {
    if (dice.percent(25)) {
      return dice.of(ODD_DOUBLES);
    }
    int decimals = dice.below(7);
    return String.format(
        Locale.ROOT, "%." + decimals + "f", dice.between(-3_000_000L, 9_000_000L) / 1e6);
  }
}
