package dev.firstvalue.definition.expression;

import dev.firstvalue.definition.expression.Expression.DoubleLiteral;
import dev.firstvalue.definition.expression.Expression.IntLiteral;

/**
 * Literals beside numbers of the other type. CEL knows no mixture; people write {@code
 * properties.score > 3} for a DOUBLE and mean 3.0.
 */
final class Numbers {
  /** Integers up to here are all binary64 numbers. */
  private static final long EXACT = 1L << 53;

  private Numbers() {}

  /** Two operands. */
  record Pair(Expression left, Expression right) {}

  static boolean isNumber(Expression expression) {
    return expression.type() == Type.INT || expression.type() == Type.DOUBLE;
  }

  /** Both as DOUBLE, if one is and the other is a literal that fits; else as they are. */
  static Pair alike(Expression left, Expression right) {
    if (left.type() == Type.DOUBLE) {
      return new Pair(left, asDouble(right));
    }
    return right.type() == Type.DOUBLE ? new Pair(asDouble(left), right) : new Pair(left, right);
  }

  /**
   * For comparisons: a literal takes the type of what it is compared with, where it is the same
   * number ({@code properties.seconds >= 30.0} is {@code >= 30}).
   */
  static Pair comparable(Expression left, Expression right) {
    if (left.type() == Type.INT && right instanceof DoubleLiteral literal) {
      return new Pair(left, asInt(literal));
    }
    if (right.type() == Type.INT && left instanceof DoubleLiteral literal) {
      return new Pair(asInt(literal), right);
    }
    return alike(left, right);
  }

  private static Expression asDouble(Expression expression) {
    return expression instanceof IntLiteral literal && Math.abs(literal.value()) <= EXACT
        ? new DoubleLiteral(literal.value())
        : expression;
  }

  private static Expression asInt(DoubleLiteral literal) {
    double value = literal.value();
    return value == Math.rint(value) && Math.abs(value) <= EXACT
        ? new IntLiteral((long) value)
        : literal;
  }
}
