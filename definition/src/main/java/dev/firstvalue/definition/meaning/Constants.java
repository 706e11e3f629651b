package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.evaluate.ExpressionEvaluator;
import dev.firstvalue.definition.evaluate.Subject;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.BoolLiteral;
import dev.firstvalue.definition.expression.Expression.DoubleLiteral;
import dev.firstvalue.definition.expression.Expression.DurationLiteral;
import dev.firstvalue.definition.expression.Expression.IntLiteral;
import dev.firstvalue.definition.expression.Expression.StringLiteral;
import dev.firstvalue.definition.expression.Expression.TimestampLiteral;
import dev.firstvalue.definition.expression.Parts;
import java.time.ZoneOffset;

/**
 * Folds what reads no event to its value, by the reference evaluator itself. What has no value
 * (division by zero, overflow) stays as it is written.
 */
final class Constants {
  /** The zone is read by {@code day} alone, and {@code day} is no constant. */
  private static final ExpressionEvaluator EVALUATOR = new ExpressionEvaluator(ZoneOffset.UTC);

  private static final Subject NOTHING = new Subject(null, null);

  private Constants() {}

  static Expression fold(Expression expression) {
    if (Parts.of(expression).isEmpty() || !isConstant(expression)) {
      return expression;
    }
    Object value = EVALUATOR.value(expression, NOTHING);
    if (value == null) {
      return expression;
    }
    return switch (expression.type()) {
      case STRING -> new StringLiteral((String) value);
      case INT -> new IntLiteral((Long) value);
      case DOUBLE -> {
        double number = ((Number) value).doubleValue();
        yield new DoubleLiteral(number == 0 ? 0.0 : number);
      }
      case BOOL -> new BoolLiteral((Boolean) value);
      case TIMESTAMP -> new TimestampLiteral((Long) value);
      case DURATION -> new DurationLiteral((Long) value);
    };
  }

  private static boolean isConstant(Expression expression) {
    return switch (expression) {
      case Expression.Property _,
          Expression.StartProperty _,
          Expression.Column _,
          Expression.Has _ ->
          false;
      case Expression other -> Parts.of(other).stream().allMatch(Constants::isConstant);
    };
  }
}
