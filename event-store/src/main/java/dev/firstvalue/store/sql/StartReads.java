package dev.firstvalue.store.sql;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.And;
import dev.firstvalue.definition.expression.Expression.Arithmetic;
import dev.firstvalue.definition.expression.Expression.BoolLiteral;
import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.Comparison;
import dev.firstvalue.definition.expression.Expression.Concat;
import dev.firstvalue.definition.expression.Expression.Conditional;
import dev.firstvalue.definition.expression.Expression.DoubleLiteral;
import dev.firstvalue.definition.expression.Expression.DurationLiteral;
import dev.firstvalue.definition.expression.Expression.Has;
import dev.firstvalue.definition.expression.Expression.In;
import dev.firstvalue.definition.expression.Expression.IntLiteral;
import dev.firstvalue.definition.expression.Expression.Negate;
import dev.firstvalue.definition.expression.Expression.Not;
import dev.firstvalue.definition.expression.Expression.Or;
import dev.firstvalue.definition.expression.Expression.Property;
import dev.firstvalue.definition.expression.Expression.Size;
import dev.firstvalue.definition.expression.Expression.StartProperty;
import dev.firstvalue.definition.expression.Expression.StringLiteral;
import dev.firstvalue.definition.expression.Expression.TextTest;
import dev.firstvalue.definition.expression.Expression.TimestampLiteral;
import java.util.stream.Stream;

/** Which expressions read the start event, and so can be decided only behind the join. */
final class StartReads {
  private StartReads() {}

  static boolean in(Expression expression) {
    return expression instanceof StartProperty || parts(expression).anyMatch(StartReads::in);
  }

  /** The operands of an expression. */
  static Stream<Expression> parts(Expression expression) {
    return switch (expression) {
      case StringLiteral _,
          IntLiteral _,
          DoubleLiteral _,
          BoolLiteral _,
          TimestampLiteral _,
          DurationLiteral _,
          Property _,
          StartProperty _,
          Column _ ->
          Stream.empty();
      case Has has -> Stream.of(has.property());
      case Comparison comparison -> Stream.of(comparison.left(), comparison.right());
      case In in -> Stream.concat(Stream.of(in.value()), in.among().stream());
      case And and -> and.parts().stream();
      case Or or -> or.parts().stream();
      case Not not -> Stream.of(not.operand());
      case Arithmetic arithmetic -> Stream.of(arithmetic.left(), arithmetic.right());
      case Negate negate -> Stream.of(negate.operand());
      case Conditional choice -> Stream.of(choice.condition(), choice.then(), choice.otherwise());
      case Concat concat -> Stream.of(concat.left(), concat.right());
      case Size size -> Stream.of(size.text());
      case TextTest test -> Stream.of(test.text(), test.argument());
    };
  }
}
