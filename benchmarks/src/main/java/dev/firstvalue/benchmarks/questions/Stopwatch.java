package dev.firstvalue.benchmarks.questions;

import dev.firstvalue.benchmarks.ProcessorTime;
import dev.firstvalue.benchmarks.Timing;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.QueryJournal;
import dev.firstvalue.store.connect.QueryRun;
import dev.firstvalue.store.connect.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Takes the wall-clock time of work in a store, and the processor time that the store's query log
 * gives for it, which is steadier on a machine that does other things too.
 */
final class Stopwatch {
  private final Store admin;
  private final Store reader;
  private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
  private final Map<String, List<List<QueryRun>>> queries = new LinkedHashMap<>();
  private final ProcessorTime time;

  Stopwatch(Store admin, Store reader) {
    this.admin = admin;
    this.time = new ProcessorTime(admin);
    this.reader =
        reader.withRowLimit(Long.MAX_VALUE).withSettings(Map.of("use_query_condition_cache", "0"));
  }

  /** Does the work once more under a name; the first time of a name is not counted. */
  void time(String name, Consumer<Store> work) {
    QueryJournal journal = new QueryJournal();
    double taken = Timing.seconds(() -> work.accept(reader.withJournal(journal)));
    List<Double> all = seconds.computeIfAbsent(name, any -> new ArrayList<>());
    all.add(taken);
    queries.computeIfAbsent(name, any -> new ArrayList<>()).add(journal.runs());
  }

  /** The median of the seconds. */
  double wall(String name) {
    return Timing.median(
        counted(seconds.getOrDefault(name, List.of())).stream()
            .mapToDouble(each -> each)
            .toArray());
  }

  /** The median of the processor seconds. */
  double processor(String name) {
    return Timing.median(
        counted(queries.getOrDefault(name, List.of())).stream().mapToDouble(time::of).toArray());
  }

  /** The most bytes that one query held. */
  double memory(String name) {
    List<QueryRun> all =
        queries.getOrDefault(name, List.of()).stream().flatMap(List::stream).toList();
    time.of(all);
    return admin.one(
        Query.of(
                """
                SELECT max(memory_usage) AS bytes
                FROM system.query_log
                WHERE type = 'QueryFinish' AND query_id IN ({ids:Array(String)})
                """)
            .bind("ids", all.stream().map(QueryRun::id).toList()),
        row -> row.integer("bytes"));
  }

  private static <T> List<T> counted(List<T> all) {
    return all.subList(Math.min(1, all.size() - 1), all.size());
  }
}
