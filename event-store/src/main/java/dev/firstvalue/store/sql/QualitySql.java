package dev.firstvalue.store.sql;

import dev.firstvalue.definition.evaluate.PropertyReads;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.definition.plan.Stream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the rows look like that a question reads: by event and day, and in all where {@code total}
 * is 1.
 */
final class QualitySql {
  private static final String DAY = "toDate32(fromUnixTimestamp64Micro(t, 'UTC'))";

  private QualitySql() {}

  static Select of(Question question, EventTable table) {
    Select rows =
        rows(question, table)
            .column("isNull(" + table.knownId(question.plan().entity()) + ")", "nobody")
            .column("ifNull(" + table.eventId().orElse("''") + ", '')", "id")
            .column(day(question), "day");
    Select quality =
        new Select()
            .column("grouping(event_name)", "total")
            .column("event_name", "event_name")
            .column("day", "day")
            .column("count()", "row_count")
            .column("countIf(nobody)", "without_entity", "rows of nobody")
            .column("countIf(id != '') - uniqExactIf(id, id != '')", "duplicates", "repeated ids")
            .column("min(t)", "oldest")
            .column("max(t)", "newest")
            .column("countIf(t < " + Micros.of(RowQuality.CLOCK_SET) + ")", "unset_clock");
    table.lateness().ifPresent(late -> lateness(late, rows, quality));
    fill(question, table, rows, quality);
    return quality
        .from(rows, "rows")
        .groupBy("GROUPING SETS ((event_name, day), ())")
        .having("row_count > 0", "");
  }

  /** The same by event and week. */
  static Select weeks(Question question, EventTable table) {
    Select rows = rows(question, table);
    Select weeks =
        new Select()
            .column("event_name", "event_name")
            .column("toString(subtractDays(" + DAY + ", toDayOfWeek(" + DAY + ") - 1))", "week")
            .column("count()", "row_count");
    fill(question, table, rows, weeks);
    return weeks.from(rows, "rows").groupBy("event_name, week").then("ORDER BY event_name, week");
  }

  /** Who did something before the start, by the rows of their own. */
  static Select starts(Question question, EventTable table) {
    Stream stream = question.plan().anchor().stream();
    String starts =
        stream
            .where()
            .map(where -> "ifNull(" + ExpressionSql.of(where, table.rows()) + ", false)")
            .map(where -> table.named(stream.events()) + " AND " + where)
            .orElse(table.named(stream.events()));
    Select rows =
        rows(question, table)
            .column("ifNull(" + table.knownId(question.plan().entity()) + ", '')", "entity")
            .column(starts, "is_start");
    Select entities =
        new Select()
            .column("entity", "entity")
            .column("min(t)", "first_seen")
            .column("minIf(t, is_start)", "started")
            .from(rows, "rows")
            .groupBy("entity")
            .having("entity != ''", "nobody")
            .having("countIf(is_start) > 0", "who never started");
    return new Select()
        .column("count()", "entities")
        .column("countIf(first_seen < started)", "active")
        .from(entities, "entities");
  }

  /** How many rows there are from an instant on. */
  static Select from(Question question, EventTable table, Instant instant) {
    return new Select()
        .column("count()", "row_count")
        .from(named(question, table).where(table.notBefore(instant), "from then on"), "rows");
  }

  private static String day(Question question) {
    LocalDate first = RowQuality.firstDay(question.watermark());
    return "if("
        + DAY
        + " >= toDate32("
        + SqlText.literal(first.toString())
        + "), toString("
        + DAY
        + "), '')";
  }

  /** In whole seconds upwards, as for the watermark. */
  private static void lateness(String late, Select rows, Select quality) {
    rows.column("ifNull(" + late + ", 0)", "late");
    String seconds = "ceil(greatest(late, 0) / 1000000)";
    String all = "quantilesExactWeighted(0.5, 0.9, 0.99, 0.999)(" + seconds + ", 1)";
    for (int i = 1; i <= 4; i++) {
      quality.column(all + "[" + i + "]", "late_" + i);
    }
    quality.column(
        "countIf(late < -" + Micros.of(RowQuality.CLOCK_TOLERANCE) + ")", "ahead", "of arrival");
  }

  private static Select rows(Question question, EventTable table) {
    return named(question, table).where(table.before(question.watermark()), "the watermark");
  }

  private static Select named(Question question, EventTable table) {
    Select rows =
        new Select()
            .column(table.eventName(), "event_name")
            .column(table.time(), "t")
            .from(table.from())
            .where(table.named(PropertyReads.events(question.plan())), "what the question reads");
    table.notExcluded().ifPresent(kept -> rows.where(kept, "the exclusion of the event model"));
    return rows;
  }

  /** How each property is filled, by the order of their names. */
  private static void fill(Question question, EventTable table, Select rows, Select counts) {
    SortedMap<String, Type> types = new TreeMap<>();
    PropertyReads.of(question.plan()).forEach(read -> types.put(read.property(), read.type()));
    int index = 0;
    for (var property : types.entrySet()) {
      String name = property.getKey();
      rows.column(table.properties().present(name), "has_" + index, name);
      rows.column(
          "isNull(" + table.properties().read(name, property.getValue()) + ")", "no_" + index);
      counts.column("countIf(has_" + index + ")", "filled_" + index, name);
      counts.column("countIf(has_" + index + " AND no_" + index + ")", "mistyped_" + index);
      index++;
    }
  }
}
