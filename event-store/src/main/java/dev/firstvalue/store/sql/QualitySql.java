package dev.firstvalue.store.sql;

import dev.firstvalue.definition.evaluate.PropertyReads;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.facts.Question;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the rows look like that a question reads: by event, and in all where {@code total} is 1. */
final class QualitySql {
  private static final String DAY = "toDate32(fromUnixTimestamp64Micro(t, 'UTC'))";

  private QualitySql() {}

  static Select of(Question question, EventTable table) {
    Select rows =
        rows(question, table)
            .column("isNull(" + table.knownId(question.plan().entity()) + ")", "nobody")
            .column("ifNull(" + table.eventId().orElse("''") + ", '')", "id");
    Select quality =
        new Select()
            .column("grouping(event_name)", "total")
            .column("event_name", "event_name")
            .column("count()", "row_count")
            .column("countIf(nobody)", "without_entity", "rows of nobody")
            .column("countIf(id != '') - uniqExactIf(id, id != '')", "duplicates", "repeated ids")
            .column("min(t)", "oldest")
            .column("max(t)", "newest");
    fill(question, table, rows, quality);
    return quality
        .from(rows, "rows")
        .groupBy("GROUPING SETS ((event_name), ())")
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

  private static Select rows(Question question, EventTable table) {
    Select rows =
        new Select()
            .column(table.eventName(), "event_name")
            .column(table.time(), "t")
            .from(table.from())
            .where(table.named(PropertyReads.events(question.plan())), "what the question reads")
            .where(table.before(question.watermark()), "the watermark");
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
