package dev.firstvalue.store.connect;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The queries that one report was made from, in the order in which they ended. Safe for threads.
 */
public final class QueryJournal {

  private final ConcurrentLinkedQueue<QueryRun> runs = new ConcurrentLinkedQueue<>();

  void add(QueryRun run) {
    runs.add(run);
  }

  public List<QueryRun> runs() {
    return List.copyOf(runs);
  }
}
