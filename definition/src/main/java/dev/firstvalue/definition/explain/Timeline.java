package dev.firstvalue.definition.explain;

import dev.firstvalue.definition.evaluate.ExpressionEvaluator;
import dev.firstvalue.definition.evaluate.PropertyReads;
import dev.firstvalue.definition.evaluate.Subject;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.plan.Plan;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The events of one entity before the watermark, in the order of time. */
final class Timeline {
  private final Plan plan;
  private final String entity;
  private final List<Event> events;
  private final ExpressionEvaluator evaluator;

  Timeline(Plan plan, List<Event> events, String entity, long watermark) {
    this.plan = plan;
    this.entity = entity;
    this.evaluator = new ExpressionEvaluator(plan.source().zone());
    this.events =
        events.stream()
            .filter(event -> event.timestamp() < watermark)
            .sorted(Comparator.comparingLong(Event::timestamp))
            .toList();
  }

  /** Those given, also by others and of other names. */
  List<Event> all() {
    return events;
  }

  ExpressionEvaluator evaluator() {
    return evaluator;
  }

  /** What the events that the definition names were to its clauses. */
  List<TimelineEvent> marked(@Nullable Event start, Marks marks) {
    return relevant()
        .map(
            event -> {
              boolean excluded = isExcluded(event);
              return new TimelineEvent(
                  event,
                  start != null && EntityRows.same(event, start),
                  excluded,
                  excluded ? List.of() : marks.of(event));
            })
        .filter(row -> row.timeZero() || isOwn(row.event()) || !row.marks().isEmpty())
        .toList();
  }

  /** The entity's own events that the definition names, where there is nothing to serve. */
  List<TimelineEvent> unmarked() {
    return relevant()
        .filter(this::isOwn)
        .map(event -> new TimelineEvent(event, false, isExcluded(event), List.of()))
        .toList();
  }

  private Stream<Event> relevant() {
    Set<String> names = Set.copyOf(PropertyReads.events(plan));
    return events.stream().filter(event -> names.contains(event.name()));
  }

  /** Whether an event is the entity's by its own column. */
  boolean isOwn(Event event) {
    return entity.equals(evaluator.value(plan.entity().column(), Subject.ofRow(event)));
  }

  /** Whether the model's rule on events takes it out. */
  boolean isExcluded(Event event) {
    return plan.source().exclude().isPresent()
        && evaluator.holds(plan.source().exclude(), Subject.ofRow(event));
  }
}
