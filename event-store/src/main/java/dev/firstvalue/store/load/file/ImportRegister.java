package dev.firstvalue.store.load.file;

import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.load.LogTable;
import java.util.Optional;

/** The imports that were finished. */
final class ImportRegister {

  /** What an import left. */
  record Finished(long rows, long rejected) {}

  private final Store store;

  ImportRegister(Store store) {
    this.store = store;
    store.execute(
        Query.of(
            """
            CREATE TABLE IF NOT EXISTS imports (
              load_id  String,
              log      String,
              source   String,
              rows     UInt64,
              rejected UInt64,
              finished DateTime64(6, 'UTC') DEFAULT now64(6)
            )
            ENGINE = ReplacingMergeTree(finished)
            ORDER BY load_id
            """));
  }

  /** A finished import whose rows are still there. */
  Optional<Finished> find(LogTable table, String loadId) {
    Optional<Finished> finished =
        store.first(
            Query.of("SELECT rows, rejected FROM imports FINAL WHERE load_id = {id:String}")
                .bind("id", loadId),
            row -> new Finished(row.integer("rows"), row.integer("rejected")));
    long present =
        store.one(
            Query.of("SELECT count() AS n FROM " + table.table() + " WHERE load_id = {id:String}")
                .bind("id", loadId),
            row -> row.integer("n"));
    return finished.filter(before -> before.rows == present);
  }

  void add(LogTable table, String loadId, String source, Finished finished) {
    store.execute(
        Query.of(
                """
                INSERT INTO imports (load_id, log, source, rows, rejected)
                SELECT {id:String}, {log:String}, {source:String}, {rows:UInt64}, {rejected:UInt64}
                """)
            .bind("id", loadId)
            .bind("log", table.table())
            .bind("source", source)
            .bind("rows", finished.rows)
            .bind("rejected", finished.rejected));
  }
}
