package dev.firstvalue.benchmarks;

import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.QueryJournal;
import dev.firstvalue.store.connect.QueryRun;
import dev.firstvalue.store.connect.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The processor time that queries took in the store, all their threads together, as its query log
 * has it. Whatever else the machine does hardly counts, so that it need not be idle.
 */
final class ProcessorTime {
  /** A query is logged a little after it has answered. */
  private static final int FLUSHES = 50;

  private final Store admin;
  private final Map<String, Double> seconds = new HashMap<>();

  /**
   * The log of a store.
   *
   * @param admin a user who may flush and read it
   */
  ProcessorTime(Store admin) {
    this.admin = admin;
  }

  /** The seconds of these queries together. */
  double of(List<QueryRun> runs) {
    List<String> ids = runs.stream().map(QueryRun::id).toList();
    for (int flush = 0; flush < FLUSHES && !seconds.keySet().containsAll(ids); flush++) {
      read();
    }
    return ids.stream().mapToDouble(this::of).sum();
  }

  private double of(String id) {
    Double known = seconds.get(id);
    if (known == null) {
      throw new IllegalStateException(
          "query " + id + ": not in the query log (expected: every one)");
    }
    return known;
  }

  private void read() {
    Store quiet = admin.withJournal(new QueryJournal());
    quiet.execute(Query.of("SYSTEM FLUSH LOGS query_log"));
    quiet.each(
        Query.of(
            """
            SELECT
              query_id,
              (ProfileEvents['UserTimeMicroseconds'] + ProfileEvents['SystemTimeMicroseconds'])
                / 1e6 AS seconds
            FROM system.query_log
            WHERE type = 'QueryFinish'
            """),
        row -> seconds.put(row.text("query_id"), row.real("seconds")));
  }
}
