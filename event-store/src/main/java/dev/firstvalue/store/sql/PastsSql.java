package dev.firstvalue.store.sql;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.PastPlan;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How many events each exposed entity has before its first exposure: a pass of its own over the
 * events that count, joined to {@code facts} where the plan asks for the past. A row is an entity
 * with {@code past_0 …}.
 */
final class PastsSql {
  private PastsSql() {}

  /** The column of a count. */
  static String name(int index) {
    return "past_" + index;
  }

  /**
   * The counts of {@code anchors}.
   *
   * @param beside the pass over the events of conditions, which reads the same anchors
   */
  static Select of(ExposurePlan experiment, Pass beside) {
    List<PastPlan> past = experiment.readings().past();
    EventTable table = beside.table();
    Select rows = new Select();
    beside.owners().own(rows);
    rows.column(table.time(), "t");
    table.eventId().ifPresent(id -> rows.column(id, "id"));
    for (int i = 0; i < past.size(); i++) {
      Optional<String> counts = counts(past.get(i), table);
      if (counts.isPresent()) {
        rows.column(counts.get(), matches(i));
      }
    }
    names(past).ifPresent(names -> rows.where(table.named(names), "the events that count"));
    rows.where(
        table.notBefore(experiment.start().minus(experiment.readings().longestPast())),
        "the longest lookback of who is exposed in the period");
    rows.where(table.before(beside.watermark()), "the watermark");
    table.notExcluded().ifPresent(kept -> rows.where(kept, "the exclusion of the event model"));
    beside.bucket().ifPresent(part -> rows.where(part.holds(), "this part of the entities"));
    Select totals = new Select().column("entity", "entity");
    for (int i = 0; i < past.size(); i++) {
      totals.column(
          count(past.get(i), i, table.eventId().isPresent()),
          name(i),
          SqlText.words(past.get(i).lookback()) + " before");
    }
    return totals
        .from(rows, "rows")
        .join(table.global() + "SEMI LEFT JOIN anchors USING (entity)")
        .where("t < exposed_at", "before first exposure")
        .groupBy("entity");
  }

  /** The names of the events that any count reads; none if one of them reads every name. */
  private static Optional<SortedSet<String>> names(List<PastPlan> past) {
    SortedSet<String> names = new TreeSet<>();
    for (PastPlan one : past) {
      if (one.stream().isEmpty()) {
        return Optional.empty();
      }
      names.addAll(one.stream().get().events());
    }
    return Optional.of(names);
  }

  /** Whether a row counts; every row does when absent. */
  private static Optional<String> counts(PastPlan past, EventTable table) {
    return past.stream()
        .map(
            stream ->
                "ifNull("
                    + table.named(stream.events())
                    + stream
                        .where()
                        .map(where -> " AND (" + ExpressionSql.of(where, table.rows()) + ")")
                        .orElse("")
                    + ", false)");
  }

  /** Copies of one event count once, rows without an id each. */
  private static String count(PastPlan past, int index, boolean ids) {
    String inside =
        (past.stream().isPresent() ? matches(index) + " AND " : "")
            + "t >= exposed_at - "
            + Micros.of(past.lookback());
    return ids
        ? "toInt64(countIf(isNull(id) AND " + inside + ") + uniqExactIf(id, " + inside + "))"
        : "toInt64(countIf(" + inside + "))";
  }

  private static String matches(int index) {
    return "matches_" + index;
  }
}
