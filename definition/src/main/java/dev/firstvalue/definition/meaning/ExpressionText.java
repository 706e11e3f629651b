package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.expression.Expression;
import java.util.List;
import java.util.Locale;

/** An expression as text, with the types of the properties that it reads. */
final class ExpressionText {
  private ExpressionText() {}

  static String of(Expression expression) {
    return switch (expression) {
      case Expression.StringLiteral literal -> Quoted.of(literal.value());
      case Expression.IntLiteral literal -> Long.toString(literal.value());
      // Exact, and the same on every JVM.
      case Expression.DoubleLiteral literal -> Double.toHexString(literal.value());
      case Expression.BoolLiteral literal -> Boolean.toString(literal.value());
      case Expression.TimestampLiteral literal -> node("timestamp", literal.micros() + "us");
      case Expression.DurationLiteral literal -> node("duration", literal.micros() + "us");
      case Expression.Property property ->
          node("property", Quoted.of(property.name()), word(property.type()));
      case Expression.StartProperty property ->
          node("start", Quoted.of(property.name()), word(property.type()));
      case Expression.OfStepBefore before -> node("before", of(before.value()));
      case Expression.Column column -> word(column.column());
      case Expression.Has has -> has(has.property());
      case Expression.Comparison comparison ->
          node(word(comparison.operator()), of(comparison.left()), of(comparison.right()));
      case Expression.In in -> node("in", of(in.value()), all(in.among()));
      case Expression.And and -> node("and", all(and.parts()));
      case Expression.Or or -> node("or", all(or.parts()));
      case Expression.Not not -> node("not", of(not.operand()));
      case Expression.Arithmetic arithmetic ->
          node(word(arithmetic.operator()), of(arithmetic.left()), of(arithmetic.right()));
      case Expression.Negate negate -> node("negate", of(negate.operand()));
      case Expression.Conditional conditional ->
          node(
              "if",
              of(conditional.condition()),
              of(conditional.then()),
              of(conditional.otherwise()));
      case Expression.Concat concat -> node("concat", of(concat.left()), of(concat.right()));
      case Expression.Size size -> node("size", of(size.text()));
      case Expression.TextTest test ->
          node(word(test.operator()), of(test.text()), of(test.argument()));
    };
  }

  /** Whether a value is there does not depend on how it would be read. */
  private static String has(Expression property) {
    return switch (property) {
      case Expression.Property(String name, var _) -> node("has", Quoted.of(name));
      case Expression.StartProperty(String name, var _) -> node("has", "start", Quoted.of(name));
      case Expression.OfStepBefore(Expression.Property(String name, var _)) ->
          node("has", "before", Quoted.of(name));
      default -> throw new IllegalStateException("property: " + property);
    };
  }

  private static String node(String name, String... parts) {
    return "(" + name + " " + String.join(" ", parts) + ")";
  }

  private static String all(List<Expression> parts) {
    return String.join(" ", parts.stream().map(ExpressionText::of).toList());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
