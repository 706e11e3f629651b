package dev.firstvalue.store.sql;

import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.plan.Stream;
import java.util.List;

/**
 * What start events by themselves tell of a question: its entities, and how far it reaches back.
 */
final class StartsSql {
  /** So many of them tell how far a log reaches back. */
  private static final int SAMPLED = 100_000;

  private StartsSql() {}

  /**
   * More than the entities that have a start event, or as many: one row, {@code entities}. It reads
   * no column but the event's name, on a table in which start events lie everywhere a tenth of what
   * telling their owners apart takes.
   */
  static String mostEntities(SetQuestion question, EventTable table) {
    Stream starts = question.plans().anchor().stream();
    return new Select()
        .column("count() * " + starts.whose().size(), "entities", "if each owner of one is another")
        .from(SqlText.table(table.source().table()) + " AS e")
        .where(table.named(starts.events()), "the start")
        .text(0);
  }

  /** The oldest of the first start events that the store comes across: one row, {@code oldest}. */
  static String oldest(SetQuestion question, EventTable table) {
    Select rows =
        new Select()
            .column(table.time(), "t")
            .from(SqlText.table(table.source().table()) + " AS e")
            .where(table.named(question.plans().anchor().stream().events()), "the start")
            .where(table.before(question.watermark()), "the watermark")
            .then("LIMIT " + SAMPLED);
    return new Select().column("min(t)", "oldest").from(rows, "rows").text(0);
  }

  /** A nearly exact count of the entities that have a start event: one row, {@code entities}. */
  static String entities(SetQuestion question, EventTable table) {
    return new Select()
        .column("uniq(entity)", "entities")
        .from(rows(question, table), "rows")
        .text(0);
  }

  /** The start events: a row each, {@code entity}. */
  static Select rows(SetQuestion question, EventTable table) {
    Stream starts = question.plans().anchor().stream();
    Select rows = new Select();
    Owners.of(table, question.plans().entity(), List.of(starts)).every(rows, List.of(starts));
    rows.where(table.named(starts.events()), "the start");
    rows.where(table.before(question.watermark()), "the watermark");
    return rows;
  }
}
