package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.expression.Expression.ArithmeticOperator;
import dev.firstvalue.definition.expression.Type;
import org.jspecify.annotations.Nullable;

/** Arithmetic in which what has no value is unknown instead of wrong. */
final class ArithmeticRules {
  private ArithmeticRules() {}

  /** The result, null if it is unknown. Times and lengths of time are counts of microseconds. */
  static @Nullable Object apply(ArithmeticOperator operator, Type type, Object left, Object right) {
    return switch (type) {
      case INT, TIMESTAMP, DURATION -> whole(operator, (Long) left, (Long) right);
      case DOUBLE ->
          binary(operator, ((Number) left).doubleValue(), ((Number) right).doubleValue());
      case STRING, BOOL ->
          throw new IllegalArgumentException("type: " + type + " (expected: a number or a time)");
    };
  }

  /** The opposite, null if it is unknown. */
  static @Nullable Object negate(Object operand) {
    return switch (operand) {
      case Double number -> -number;
      case Long number when number == Long.MIN_VALUE -> null;
      case Long number -> -number;
      default ->
          throw new IllegalArgumentException("operand: " + operand + " (expected: a number)");
    };
  }

  private static @Nullable Long whole(ArithmeticOperator operator, long left, long right) {
    try {
      return switch (operator) {
        case PLUS -> Math.addExact(left, right);
        case MINUS -> Math.subtractExact(left, right);
        case TIMES -> Math.multiplyExact(left, right);
        case DIVIDE -> right == 0 ? null : (Long) Math.divideExact(left, right);
        case REMAINDER -> right == 0 ? null : (Long) (left % right);
      };
    } catch (ArithmeticException overflow) {
      return null;
    }
  }

  private static @Nullable Double binary(ArithmeticOperator operator, double left, double right) {
    double result =
        switch (operator) {
          case PLUS -> left + right;
          case MINUS -> left - right;
          case TIMES -> left * right;
          case DIVIDE -> left / right;
          case REMAINDER ->
              throw new IllegalArgumentException(
                  "operator: REMAINDER (expected: one that numbers have)");
        };
    return Double.isFinite(result) ? (Double) result : null;
  }
}
