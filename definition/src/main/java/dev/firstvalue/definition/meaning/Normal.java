package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.And;
import dev.firstvalue.definition.expression.Expression.Arithmetic;
import dev.firstvalue.definition.expression.Expression.ArithmeticOperator;
import dev.firstvalue.definition.expression.Expression.BoolLiteral;
import dev.firstvalue.definition.expression.Expression.Comparison;
import dev.firstvalue.definition.expression.Expression.Concat;
import dev.firstvalue.definition.expression.Expression.Conditional;
import dev.firstvalue.definition.expression.Expression.In;
import dev.firstvalue.definition.expression.Expression.Negate;
import dev.firstvalue.definition.expression.Expression.Not;
import dev.firstvalue.definition.expression.Expression.Or;
import dev.firstvalue.definition.expression.Expression.Size;
import dev.firstvalue.definition.expression.Expression.TextTest;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One form for expressions that are equal by construction. Every step keeps the value for every
 * event, unknown included: Kleene's tables allow De Morgan, idempotence and the absorption of
 * constants, and a comparison's opposite is unknown exactly when the comparison is.
 */
final class Normal {
  private static final Comparator<Expression> BY_TEXT = Comparator.comparing(ExpressionText::of);

  private Normal() {}

  static Expression form(Expression expression) {
    Expression folded = Constants.fold(expression);
    return switch (folded) {
      case And(List<Expression> parts) -> and(parts.stream().map(Normal::form));
      case Or(List<Expression> parts) -> or(parts.stream().map(Normal::form));
      case Not(Expression operand) -> opposite(form(operand));
      case In(Expression value, List<Expression> among) ->
          or(among.stream().map(one -> Comparisons.equal(form(value), form(one))));
      case Comparison comparison ->
          Comparisons.form(
              comparison.operator(), form(comparison.left()), form(comparison.right()));
      case Arithmetic arithmetic -> arithmetic(arithmetic);
      case Negate(Expression operand) -> Constants.fold(new Negate(form(operand)));
      case Conditional conditional -> conditional(conditional);
      case Concat(Expression left, Expression right) ->
          Constants.fold(new Concat(form(left), form(right)));
      case Size(Expression text) -> Constants.fold(new Size(form(text)));
      case TextTest test ->
          Constants.fold(new TextTest(test.operator(), form(test.text()), form(test.argument())));
      case Expression.StringLiteral _,
          Expression.IntLiteral _,
          Expression.DoubleLiteral _,
          BoolLiteral _,
          Expression.TimestampLiteral _,
          Expression.DurationLiteral _,
          Expression.Property _,
          Expression.StartProperty _,
          Expression.OfStepBefore _,
          Expression.Column _,
          Expression.Has _ ->
          folded;
    };
  }

  /** The opposite of a truth value that has its form, carried inward as far as it goes. */
  static Expression opposite(Expression form) {
    return switch (form) {
      case BoolLiteral(boolean value) -> new BoolLiteral(!value);
      case Not(Expression inner) -> inner;
      case And(List<Expression> parts) -> or(parts.stream().map(Normal::opposite));
      case Or(List<Expression> parts) -> and(parts.stream().map(Normal::opposite));
      case Comparison comparison -> Comparisons.opposite(comparison);
      default -> new Not(form);
    };
  }

  private static Expression and(Stream<Expression> forms) {
    List<Expression> parts =
        chain(
            forms.flatMap(
                form -> form instanceof And(var inner) ? inner.stream() : Stream.of(form)),
            true);
    return parts.size() == 1 ? parts.getFirst() : new And(parts);
  }

  private static Expression or(Stream<Expression> forms) {
    List<Expression> parts =
        chain(
            forms.flatMap(form -> form instanceof Or(var inner) ? inner.stream() : Stream.of(form)),
            false);
    return parts.size() == 1 ? parts.getFirst() : new Or(parts);
  }

  /**
   * The parts of a chain, at least one: without the literal that says nothing, each once, sorted.
   */
  private static List<Expression> chain(Stream<Expression> forms, boolean neutral) {
    List<Expression> parts =
        forms
            .filter(form -> !form.equals(new BoolLiteral(neutral)))
            .distinct()
            .sorted(BY_TEXT)
            .toList();
    BoolLiteral decisive = new BoolLiteral(!neutral);
    if (parts.contains(decisive)) {
      return List.of(decisive);
    }
    return parts.isEmpty() ? List.of(new BoolLiteral(neutral)) : parts;
  }

  /** Sums and products commute. They do not associate: a part may overflow, or round. */
  private static Expression arithmetic(Arithmetic arithmetic) {
    Expression left = form(arithmetic.left());
    Expression right = form(arithmetic.right());
    ArithmeticOperator operator = arithmetic.operator();
    boolean commutes = operator == ArithmeticOperator.PLUS || operator == ArithmeticOperator.TIMES;
    return Constants.fold(
        commutes && BY_TEXT.compare(left, right) > 0
            ? new Arithmetic(operator, right, left, arithmetic.type())
            : new Arithmetic(operator, left, right, arithmetic.type()));
  }

  private static Expression conditional(Conditional conditional) {
    Expression condition = form(conditional.condition());
    Expression then = form(conditional.then());
    Expression otherwise = form(conditional.otherwise());
    return condition instanceof BoolLiteral(boolean value)
        ? (value ? then : otherwise)
        : new Conditional(condition, then, otherwise, conditional.type());
  }
}
