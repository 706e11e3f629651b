package dev.firstvalue.store.sql;

import dev.firstvalue.definition.plan.Stream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code anchors}: one row an entity that started, with time zero and what its start event says.
 */
final class AnchorsSql {
  private AnchorsSql() {}

  /** The first event ever of each entity in the stream, read up to the watermark. */
  static Select of(
      EventTable table,
      Owners owners,
      Stream stream,
      Instant watermark,
      Optional<Bucket> bucket,
      String timeZero,
      List<Carried> carried) {
    Select rows = rows(table, owners, stream, watermark, bucket);
    rows.column(table.time(), "t");
    Select anchors = new Select().column("entity", "entity").column("min(t)", timeZero);
    if (!carried.isEmpty()) {
      rows.column(table.order(), "tie", "which of several at one instant");
      carried.forEach(column -> rows.column(column.sql(), column.name(), column.comment()));
      String tuple =
          carried.stream().map(column -> "rows." + column.name()).collect(Collectors.joining(", "));
      anchors.column("argMin(tuple(" + tuple + "), (t, tie))", "start", "of the first start event");
      for (int i = 0; i < carried.size(); i++) {
        anchors.column("start." + (i + 1), carried.get(i).name());
      }
    }
    return anchors.from(rows, "rows").groupBy("entity");
  }

  /** Every such event, for entities of which each has one: a row each. */
  static Select each(
      EventTable table, Owners owners, Stream stream, Instant watermark, String timeZero) {
    return rows(table, owners, stream, watermark, Optional.empty()).column(table.time(), timeZero);
  }

  private static Select rows(
      EventTable table, Owners owners, Stream stream, Instant watermark, Optional<Bucket> bucket) {
    Select rows = new Select();
    owners.every(rows, List.of(stream));
    rows.where(table.named(stream.events()), "the start");
    rows.where(table.before(watermark), "the watermark");
    table.notExcluded().ifPresent(kept -> rows.where(kept, "the exclusion of the event model"));
    stream
        .where()
        .ifPresent(
            where -> rows.where(ExpressionSql.of(where, table.rows()), "the where of the start"));
    bucket.ifPresent(part -> rows.where(part.holds(), "this part of the entities"));
    return rows;
  }
}
