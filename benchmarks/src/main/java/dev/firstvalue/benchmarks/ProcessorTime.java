package dev.firstvalue.benchmarks;

import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.QueryJournal;
import dev.firstvalue.store.connect.QueryRun;
import dev.firstvalue.store.connect.Store;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The processor time that queries took in the store, all their threads together, as its query log
 * has it. Whatever else the machine does hardly counts, so that it need not be idle.
 */
public final class ProcessorTime {
  /** A query is logged a little after it has answered: when its memory has been given back. */
  private static final int FLUSHES = 100;

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Store admin;
  private final Map<String, Double> seconds = new HashMap<>();

  /**
   * The log of a store.
   *
   * @param admin a user who may flush and read it
   */
  public ProcessorTime(Store admin) {
    this.admin = admin;
  }

  /** The seconds of these queries together, those that failed too. */
  public double of(List<QueryRun> runs) {
    List<String> ids = runs.stream().map(QueryRun::id).toList();
    for (int flush = 0; flush < FLUSHES && !seconds.keySet().containsAll(ids); flush++) {
      LockSupport.parkNanos(flush == 0 ? 0 : PAUSE.toNanos());
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
            WHERE type != 'QueryStart'
            """),
        row -> seconds.put(row.text("query_id"), row.real("seconds")));
  }
}
