package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.plan.Stream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The properties that a plan reads, by event: those in the predicates, owners and distinct values
 * of its streams, and start properties on the start events. The source's rules of exclusion do not
 * count: they are the event model's, and mostly absent.
 */
public final class PropertyReads {
  private PropertyReads() {}

  /**
   * One property read from one event.
   *
   * @param type the catalog's, whatever the place that reads it asks for
   */
  public record PropertyRead(String event, String property, Type type) {}

  /** The properties, in the order of events and then of properties, by code point. */
  public static List<PropertyRead> of(Plan plan) {
    SortedSet<PropertyRead> reads =
        new TreeSet<>(
            Comparator.comparing(PropertyRead::event, TextOrder.BY_CODE_POINT)
                .thenComparing(PropertyRead::property, TextOrder.BY_CODE_POINT));
    Stream starts = plan.anchor().stream();
    stream(starts, starts, reads);
    for (Leaf leaf : plan.leaves()) {
      stream(leaf.stream(), starts, reads);
      switch (leaf) {
        case Leaf.Nth nth ->
            nth.distinct().ifPresent(value -> expression(value, leaf.stream(), starts, reads));
      }
    }
    plan.variants().forEach(one -> expression(one.when(), starts, starts, reads));
    plan.attributes().forEach(one -> expression(one, starts, starts, reads));
    return reads.stream().map(read -> ofCatalog(read, plan.source())).toList();
  }

  /** The names of the events that a plan reads, sorted by code point. */
  public static List<String> events(Plan plan) {
    SortedSet<String> names = new TreeSet<>(TextOrder.BY_CODE_POINT);
    names.addAll(plan.anchor().stream().events());
    plan.leaves().forEach(leaf -> names.addAll(leaf.stream().events()));
    return List.copyOf(names);
  }

  private static PropertyRead ofCatalog(PropertyRead read, Source source) {
    Type type = source.startProperties().getOrDefault(read.property(), read.type());
    return new PropertyRead(read.event(), read.property(), type);
  }

  private static void stream(Stream stream, Stream starts, SortedSet<PropertyRead> reads) {
    stream.whose().forEach(one -> expression(one, stream, starts, reads));
    stream.where().ifPresent(one -> expression(one, stream, starts, reads));
  }

  private static void expression(
      Expression expression, Stream rows, Stream starts, SortedSet<PropertyRead> reads) {
    switch (expression) {
      case Expression.Property one ->
          rows.events().forEach(e -> reads.add(new PropertyRead(e, one.name(), one.type())));
      case Expression.StartProperty one ->
          starts.events().forEach(e -> reads.add(new PropertyRead(e, one.name(), one.type())));
      default -> parts(expression).forEach(part -> expression(part, rows, starts, reads));
    }
  }

  private static List<Expression> parts(Expression expression) {
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
      case Expression.Has has -> List.of(has.property());
      case Expression.Comparison comparison -> List.of(comparison.left(), comparison.right());
      case Expression.In in -> {
        List<Expression> parts = new ArrayList<>(in.among());
        parts.add(in.value());
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
}
