package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Parts;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.plan.Stream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
    plan.leaves().forEach(leaf -> leaf(leaf, starts, reads));
    plan.variants().forEach(one -> expression(one.when(), starts, starts, reads));
    plan.attributes().forEach(one -> expression(one, starts, starts, reads));
    return reads.stream().map(read -> ofCatalog(read, plan.source())).toList();
  }

  /** The names of the events that a plan reads, sorted by code point. */
  public static List<String> events(Plan plan) {
    SortedSet<String> names = new TreeSet<>(TextOrder.BY_CODE_POINT);
    names.addAll(plan.anchor().stream().events());
    plan.leaves().stream()
        .flatMap(leaf -> leaf.streams().stream())
        .forEach(stream -> names.addAll(stream.events()));
    return List.copyOf(names);
  }

  private static void leaf(Leaf leaf, Stream starts, SortedSet<PropertyRead> reads) {
    for (Stream stream : leaf.streams()) {
      stream(stream, starts, reads);
      leaf.per().forEach(key -> expression(key, stream, starts, reads));
    }
    switch (leaf) {
      case Leaf.Nth nth -> counted(nth.stream(), nth.distinct(), starts, reads);
      case Leaf.Total total -> expression(total.value(), total.stream(), starts, reads);
      case Leaf.Chain chain -> {
        for (int i = 1; i < chain.links().size(); i++) {
          Leaf.Link link = chain.links().get(i);
          Stream before = chain.links().get(i - 1).stream();
          link.follows()
              .ifPresent(follows -> follows(follows, link.stream(), before, starts, reads));
        }
      }
      case Leaf.Ratio ratio -> {
        counted(ratio.of().stream(), ratio.of().distinct(), starts, reads);
        counted(ratio.to().stream(), ratio.to().distinct(), starts, reads);
      }
    }
  }

  private static void counted(
      Stream stream, Optional<Expression> distinct, Stream starts, SortedSet<PropertyRead> reads) {
    distinct.ifPresent(value -> expression(value, stream, starts, reads));
  }

  private static void follows(
      Expression follows,
      Stream rows,
      Stream before,
      Stream starts,
      SortedSet<PropertyRead> reads) {
    if (follows instanceof Expression.OfStepBefore(Expression value)) {
      expression(value, before, starts, reads);
    } else if (Parts.of(follows).isEmpty()) {
      expression(follows, rows, starts, reads);
    } else {
      Parts.of(follows).forEach(part -> follows(part, rows, before, starts, reads));
    }
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
      default -> Parts.of(expression).forEach(part -> expression(part, rows, starts, reads));
    }
  }
}
