package dev.firstvalue.definition.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The expressions that an expression is made of. */
public final class Parts {
  private Parts() {}

  /** Its direct parts, in their order; none for literals and names. */
  public static List<Expression> of(Expression expression) {
    return switch (expression) {
      case Expression.StringLiteral _,
          Expression.IntLiteral _,
          Expression.DoubleLiteral _,
          Expression.BoolLiteral _,
          Expression.TimestampLiteral _,
          Expression.DurationLiteral _,
          Expression.Property _,
          Expression.StartProperty _,
          Expression.Column _ ->
          List.of();
      case Expression.OfStepBefore before -> List.of(before.value());
      case Expression.Has has -> List.of(has.property());
      case Expression.Comparison comparison -> List.of(comparison.left(), comparison.right());
      case Expression.In in -> {
        List<Expression> parts = new ArrayList<>(in.among());
        parts.addFirst(in.value());
        yield parts;
      }
      case Expression.And and -> and.parts();
      case Expression.Or or -> or.parts();
      case Expression.Not not -> List.of(not.operand());
      case Expression.Arithmetic arithmetic -> List.of(arithmetic.left(), arithmetic.right());
      case Expression.Negate negate -> List.of(negate.operand());
      case Expression.Conditional conditional ->
          List.of(conditional.condition(), conditional.then(), conditional.otherwise());
      case Expression.Concat concat -> List.of(concat.left(), concat.right());
      case Expression.Size size -> List.of(size.text());
      case Expression.TextTest test -> List.of(test.text(), test.argument());
    };
  }

  /** The expression and everything that it is made of. */
  public static Stream<Expression> inside(Expression expression) {
    return Stream.concat(Stream.of(expression), of(expression).stream().flatMap(Parts::inside));
  }
}
