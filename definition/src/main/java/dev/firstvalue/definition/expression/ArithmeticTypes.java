package dev.firstvalue.definition.expression;

import static dev.firstvalue.definition.expression.Type.DOUBLE;
import static dev.firstvalue.definition.expression.Type.DURATION;
import static dev.firstvalue.definition.expression.Type.INT;
import static dev.firstvalue.definition.expression.Type.TIMESTAMP;

import dev.firstvalue.definition.expression.Expression.ArithmeticOperator;
import org.jspecify.annotations.Nullable;

/** What arithmetic makes of two types. */
final class ArithmeticTypes {
  private ArithmeticTypes() {}

  /** The type of the result; null where the operator does not take the operands. */
  static @Nullable Type of(ArithmeticOperator operator, Type left, Type right) {
    if (left == INT && right == INT) {
      return INT;
    }
    boolean numbers = (left == INT || left == DOUBLE) && (right == INT || right == DOUBLE);
    return switch (operator) {
      case TIMES, DIVIDE -> numbers ? DOUBLE : null;
      case REMAINDER -> null;
      case PLUS -> numbers ? DOUBLE : plus(left, right);
      case MINUS -> numbers ? DOUBLE : minus(left, right);
    };
  }

  private static @Nullable Type plus(Type left, Type right) {
    if (left == DURATION && right == DURATION) {
      return DURATION;
    }
    return (left == TIMESTAMP && right == DURATION) || (left == DURATION && right == TIMESTAMP)
        ? TIMESTAMP
        : null;
  }

  private static @Nullable Type minus(Type left, Type right) {
    if (left == TIMESTAMP && right == DURATION) {
      return TIMESTAMP;
    }
    return (left == TIMESTAMP && right == TIMESTAMP) || (left == DURATION && right == DURATION)
        ? DURATION
        : null;
  }
}
