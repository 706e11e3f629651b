package dev.firstvalue.definition.evaluate;

import java.math.BigDecimal;

/** The order of two values of one type, or of a whole number and a number. */
final class ValueOrder {
  private ValueOrder() {}

  /** Less than, equal to or greater than zero. Numbers are compared exactly: 0.0 equals -0.0. */
  static int compare(Object left, Object right) {
    return switch (left) {
      case String text when right instanceof String other ->
          TextOrder.BY_CODE_POINT.compare(text, other);
      case Boolean truth when right instanceof Boolean other -> Boolean.compare(truth, other);
      case Number number when right instanceof Number other ->
          exact(number).compareTo(exact(other));
      default ->
          throw new IllegalArgumentException(
              "comparison: " + left + " with " + right + " (expected: values of one type)");
    };
  }

  private static BigDecimal exact(Number number) {
    return number instanceof Double binary
        ? new BigDecimal(binary)
        : BigDecimal.valueOf(number.longValue());
  }
}
