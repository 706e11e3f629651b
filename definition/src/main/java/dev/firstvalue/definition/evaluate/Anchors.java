package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Source;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The first relation: time zero of every entered entity, by its id in the order of code points.
 *
 * @param rows one an entity
 */
public record Anchors(SortedMap<String, Row> rows) {
  public Anchors {
    rows = Collections.unmodifiableSortedMap(rows);
  }

  /**
   * The start of one entity.
   *
   * @param timeZero microseconds since 1970, UTC
   * @param start the event that supplies the start properties
   * @param newnessVerified none of the demands of the anchor's newness fails
   * @param excluded the source's rule on entities is true
   */
  public record Row(
      String entity, long timeZero, Event start, boolean newnessVerified, boolean excluded) {}

  /** The start of every entity, whenever it is. */
  static Anchors of(Plan plan, Log log) {
    Map<String, Event> starts = starts(plan, log);
    Set<String> active = activeBefore(plan, log, starts);
    SortedMap<String, Row> rows = new TreeMap<>(TextOrder.BY_CODE_POINT);
    starts.forEach(
        (entity, start) ->
            rows.put(
                entity,
                new Row(
                    entity,
                    start.timestamp(),
                    start,
                    !active.contains(entity) && longAfterTracking(plan, start),
                    excluded(log, start))));
    return new Anchors(rows);
  }

  /** Those whose time zero lies in the question's range. */
  Anchors in(Question question) {
    SortedMap<String, Row> entered = new TreeMap<>(TextOrder.BY_CODE_POINT);
    rows.forEach(
        (entity, row) -> {
          Instant timeZero = Micros.instant(row.timeZero());
          boolean early = question.since().isPresent() && timeZero.isBefore(question.since().get());
          boolean late = question.until().isPresent() && !timeZero.isBefore(question.until().get());
          if (!early && !late) {
            entered.put(entity, row);
          }
        });
    return new Anchors(entered);
  }

  private static Map<String, Event> starts(Plan plan, Log log) {
    Comparator<Event> order = startOrder(log.source());
    Map<String, Event> starts = new HashMap<>();
    for (Event row : log.rows()) {
      Set<String> owners = log.owners(plan.anchor().stream(), row);
      if (!owners.isEmpty()
          && log.evaluator().holds(plan.anchor().stream().where(), Subject.ofRow(row))) {
        for (String owner : owners) {
          starts.merge(owner, row, (one, two) -> order.compare(one, two) <= 0 ? one : two);
        }
      }
    }
    return starts;
  }

  /**
   * Which of several start events it is: the earliest, then the one with the least id, the least
   * properties, the least account; what is absent comes first.
   */
  private static Comparator<Event> startOrder(Source source) {
    Comparator<String> absentFirst = Comparator.nullsFirst(TextOrder.BY_CODE_POINT);
    Comparator<Event> order = Comparator.comparingLong(Event::timestamp);
    if (source.eventId().isPresent() && !source.equalRowsOnce()) {
      order = order.thenComparing(row -> row.id() == null ? "" : row.id(), TextOrder.BY_CODE_POINT);
    }
    for (String property : source.startProperties().keySet()) {
      order = order.thenComparing(row -> row.properties().get(property), absentFirst);
    }
    return order.thenComparing(row -> EntityIds.known(row.account()), absentFirst);
  }

  /** The entities with an event of any name in the newness before time zero. */
  private static Set<String> activeBefore(Plan plan, Log log, Map<String, Event> starts) {
    Set<String> active = new HashSet<>();
    if (plan.anchor().newness().isPresent()) {
      long newness = Micros.of(plan.anchor().newness().get());
      for (Event row : log.rows()) {
        String entity = EntityIds.of(plan.entity(), row);
        Event start = entity == null ? null : starts.get(entity);
        if (entity != null
            && start != null
            && row.timestamp() < start.timestamp()
            && row.timestamp() >= start.timestamp() - newness) {
          active.add(entity);
        }
      }
    }
    return active;
  }

  private static boolean longAfterTracking(Plan plan, Event start) {
    return plan.anchor().newness().isEmpty()
        || plan.source().completeFrom().isEmpty()
        || start.timestamp()
            >= Micros.of(plan.source().completeFrom().get())
                + Micros.of(plan.anchor().newness().get());
  }

  private static boolean excluded(Log log, Event start) {
    return log.source().excludeEntities().isPresent()
        && log.evaluator().holds(log.source().excludeEntities().get(), Subject.ofStart(start));
  }
}
