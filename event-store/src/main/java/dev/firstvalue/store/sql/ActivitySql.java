package dev.firstvalue.store.sql;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.plan.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What entities did in their windows, by events of any name that are theirs by their own column:
 * one row an entity that did something, joined to {@code facts}. It takes a scan of all events and
 * is left out where nobody asks.
 */
final class ActivitySql {
  private static final long DAY = 86_400_000_000L;

  private ActivitySql() {}

  /** The columns that it adds to {@code facts} for a plan. */
  static List<String> columns(PlanPart part) {
    List<String> columns = new ArrayList<>(List.of("volume", "days"));
    for (FactKey.OtherActivity other : part.wanted().others()) {
      columns.add(first(other));
      columns.add(last(other));
    }
    return columns.stream().map(part::column).toList();
  }

  /** A range as part of a name. */
  static String words(FactKey.OtherActivity other) {
    return SqlText.words(other.from()) + "_" + SqlText.words(other.to());
  }

  /**
   * Whether there is an event in the range at another instant than that of the value event.
   *
   * @param prefix what the names of the plan's columns begin with
   */
  static String isOther(FactKey.OtherActivity other, String prefix) {
    String value = prefix + "qualified_at";
    return "isNotNull("
        + prefix
        + first(other)
        + ") AND ifNull("
        + prefix
        + first(other)
        + " != "
        + value
        + " OR "
        + prefix
        + last(other)
        + " != "
        + value
        + ", true)";
  }

  /** The clause that joins it to the rows of entities, for a plan. */
  static String join(PlanPart part, Pass pass) {
    Plan plan = part.plan();
    Collection<FactKey.OtherActivity> others = part.wanted().others();
    EventTable table = pass.table();
    Select rows = new Select();
    pass.owners().own(rows);
    rows.column(table.time(), "t");
    table.eventId().ifPresent(id -> rows.column(id, "id"));
    rows.where(table.before(pass.watermark()), "the watermark");
    pass.since().ifPresent(since -> rows.where(table.notBefore(since), "the first time zero"));
    table.notExcluded().ifPresent(kept -> rows.where(kept, "the exclusion of the event model"));
    pass.bucket().ifPresent(own -> rows.where(own.holds(), "this part of the entities"));
    Select window = new Select().column("entity", "entity").column("t", "t").column("t0", "t0");
    table.eventId().ifPresent(id -> window.column("id", "id"));
    window
        .from(rows, "rows")
        .join(table.global() + "SEMI LEFT JOIN anchors USING (entity)")
        .where("t >= t0", "any event from time zero")
        .where("t < t0 + " + Micros.of(plan.window()), SqlText.words(plan.window()));
    Select activity = table.eventId().isPresent() ? once(window, others) : every(window, others);
    String alias = part.column("activity");
    if (!part.prefix().isEmpty()) {
      activity = renamed(activity, part);
    }
    return "LEFT JOIN\n(\n"
        + activity.nested(1)
        + "\n) AS "
        + alias
        + " ON "
        + alias
        + ".entity = instants.entity";
  }

  /** Under the names that the plan's columns have among those of several plans. */
  private static Select renamed(Select activity, PlanPart part) {
    Select renamed = new Select().column("entity", "entity");
    List<String> names = columns(part);
    for (String name : names) {
      renamed.column(name.substring(part.prefix().length()), name);
    }
    return renamed.from(activity, "");
  }

  /** Without ids each row counts. */
  private static Select every(Select window, Collection<FactKey.OtherActivity> others) {
    Select activity = new Select().column("entity", "entity");
    byDay(activity, "[" + day("t", "t0") + "]", "[toUInt64(1)]");
    for (FactKey.OtherActivity other : others) {
      String inside = inside("t", "t0", other);
      activity.column("minIfOrNull(t, " + inside + ")", first(other));
      activity.column("maxIfOrNull(t, " + inside + ")", last(other));
    }
    return activity.from(window, "").groupBy("entity");
  }

  /** Copies of one event count once, at the earliest; rows without an id count each. */
  private static Select once(Select window, Collection<FactKey.OtherActivity> others) {
    Select ids = new Select().column("entity", "entity");
    String zero = "any(t0)";
    ids.column(
        "if(isNull(id), sumMap(["
            + day("t", "t0")
            + "], [toUInt64(1)]), (["
            + day("min(t)", zero)
            + "], [toUInt64(1)]))",
        "counted",
        "days, and how many on each");
    Select activity = new Select().column("entity", "entity");
    byDay(activity, "counted.1", "counted.2");
    for (FactKey.OtherActivity other : others) {
      String each = inside("t", "t0", other);
      String copies = "if(" + inside("min(t)", zero, other) + ", min(t), NULL)";
      ids.column(
          "if(isNull(id), minIfOrNull(t, " + each + "), " + copies + ")", "own_" + first(other));
      ids.column(
          "if(isNull(id), maxIfOrNull(t, " + each + "), " + copies + ")", "own_" + last(other));
      activity.column("min(own_" + first(other) + ")", first(other));
      activity.column("max(own_" + last(other) + ")", last(other));
    }
    ids.from(window, "").groupBy("entity, id");
    return activity.from(ids, "").groupBy("entity");
  }

  private static void byDay(Select activity, String days, String counts) {
    activity.column("sumMap(" + days + ", " + counts + ")", "by_day", "events of each day");
    activity.column("arraySum(by_day.2)", "volume");
    activity.column(
        "arrayStringConcat(arrayMap((day, events) -> concat(toString(day), ':',"
            + " toString(events)), by_day.1, by_day.2), ' ')",
        "days");
  }

  private static String day(String time, String zero) {
    return "intDiv(" + time + " - " + zero + ", " + DAY + ")";
  }

  private static String inside(String time, String zero, FactKey.OtherActivity other) {
    return time
        + " > "
        + zero
        + " AND "
        + time
        + " >= "
        + HitsSql.plus(zero, Micros.of(other.from()))
        + " AND "
        + time
        + " < "
        + HitsSql.plus(zero, Micros.of(other.to()));
  }

  private static String first(FactKey.OtherActivity other) {
    return "first_other_" + words(other);
  }

  private static String last(FactKey.OtherActivity other) {
    return "last_other_" + words(other);
  }
}
