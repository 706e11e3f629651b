package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.BoolLiteral;
import dev.firstvalue.definition.expression.Expression.Comparison;
import dev.firstvalue.definition.expression.Expression.ComparisonOperator;
import dev.firstvalue.definition.expression.Expression.IntLiteral;
import dev.firstvalue.definition.expression.Type;

/** One form for comparisons: only {@code ==}, {@code !=}, {@code <} and {@code <=}. */
final class Comparisons {
  private Comparisons() {}

  static Expression equal(Expression left, Expression right) {
    return form(ComparisonOperator.EQUAL, left, right);
  }

  /** The form of a comparison whose sides have theirs. */
  static Expression form(ComparisonOperator operator, Expression left, Expression right) {
    return switch (operator) {
      case GREATER -> form(ComparisonOperator.LESS, right, left);
      case GREATER_OR_EQUAL -> form(ComparisonOperator.LESS_OR_EQUAL, right, left);
      case EQUAL, NOT_EQUAL ->
          ExpressionText.of(left).compareTo(ExpressionText.of(right)) > 0
              ? sorted(operator, right, left)
              : sorted(operator, left, right);
      case LESS -> less(left, right);
      case LESS_OR_EQUAL ->
          Constants.fold(new Comparison(ComparisonOperator.LESS_OR_EQUAL, left, right));
    };
  }

  static Expression opposite(Comparison comparison) {
    Expression left = comparison.left();
    Expression right = comparison.right();
    return switch (comparison.operator()) {
      case EQUAL -> form(ComparisonOperator.NOT_EQUAL, left, right);
      case NOT_EQUAL -> form(ComparisonOperator.EQUAL, left, right);
      case LESS -> form(ComparisonOperator.LESS_OR_EQUAL, right, left);
      case LESS_OR_EQUAL -> form(ComparisonOperator.LESS, right, left);
      case GREATER -> form(ComparisonOperator.LESS_OR_EQUAL, left, right);
      case GREATER_OR_EQUAL -> form(ComparisonOperator.LESS, left, right);
    };
  }

  /** {@code x == true} is x. */
  private static Expression sorted(ComparisonOperator operator, Expression left, Expression right) {
    Expression folded = Constants.fold(new Comparison(operator, left, right));
    if (!(folded instanceof Comparison)) {
      return folded;
    }
    if (left instanceof BoolLiteral(boolean value)) {
      return truth(operator, right, value);
    }
    return right instanceof BoolLiteral(boolean value) ? truth(operator, left, value) : folded;
  }

  private static Expression truth(ComparisonOperator operator, Expression value, boolean literal) {
    return (operator == ComparisonOperator.EQUAL) == literal ? value : Normal.opposite(value);
  }

  /** Between integers there is nothing: {@code x > 29} is {@code x >= 30}. */
  private static Expression less(Expression left, Expression right) {
    if (left instanceof IntLiteral(long value)
        && right.type() == Type.INT
        && value < Long.MAX_VALUE) {
      return form(ComparisonOperator.LESS_OR_EQUAL, new IntLiteral(value + 1), right);
    }
    if (right instanceof IntLiteral(long value)
        && left.type() == Type.INT
        && value > Long.MIN_VALUE) {
      return form(ComparisonOperator.LESS_OR_EQUAL, left, new IntLiteral(value - 1));
    }
    return Constants.fold(new Comparison(ComparisonOperator.LESS, left, right));
  }
}
