package dev.firstvalue.definition.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * The program that reads mutated documents by the million: {@code HostileDocuments REPOSITORY COUNT
 * SEED [FOLDER]}. It prints what it saw and ends with 1 unless nothing crashed, 99.999 % took under
 * 100 ms of processor time and none over 5 s. The smallest document of each set of broken rules is
 * left in FOLDER.
 */
public final class HostileDocuments {
  private static final long SHARE_OVER_LIMIT = 100_000;
  private static final int CHUNKS = 64;

  private HostileDocuments() {}

  /** Runs the program. */
  public static void main(String[] args) throws Exception {
    Path repository = Path.of(args[0]);
    long count = Long.parseLong(args[1]);
    long seed = args[2].equals("fresh") ? System.nanoTime() : Long.parseLong(args[2]);
    System.out.printf(Locale.ROOT, "%,d mutated documents, seed %d%n", count, seed);
    List<HostileRun> runs = run(repository, count, seed);

    long documents = runs.stream().mapToLong(HostileRun::documents).sum();
    long over = runs.stream().mapToLong(HostileRun::overLimit).sum();
    HostileRun slowest =
        runs.stream().max((a, b) -> a.slowest().compareTo(b.slowest())).orElseThrow();
    List<String> crashes = runs.stream().flatMap(run -> run.crashes().stream()).toList();
    System.out.printf(
        Locale.ROOT,
        "read %,d; crashed %d; over %d ms %d; slowest %d ms%n",
        documents,
        crashes.size(),
        HostileRun.LIMIT.toMillis(),
        over,
        slowest.slowest().toMillis());
    crashes.stream().limit(5).forEach(System.out::println);
    if (args.length > 3) {
      keep(runs, Path.of(args[3]), slowest.slowestDocument());
    }
    boolean kept =
        crashes.isEmpty()
            && over <= Math.max(0, documents / SHARE_OVER_LIMIT)
            && slowest.slowest().toSeconds() < 5;
    System.out.println(kept ? "kept" : "NOT KEPT");
    System.exit(kept ? 0 : 1);
  }

  private static List<HostileRun> run(Path repository, long count, long seed) throws Exception {
    int threads = Runtime.getRuntime().availableProcessors();
    List<Callable<HostileRun>> tasks =
        LongStream.range(0, CHUNKS)
            .<Callable<HostileRun>>mapToObj(
                i ->
                    () -> {
                      HostileRun run = new HostileRun(repository, seed + i);
                      run.warmUp();
                      run.read(count / CHUNKS + (i < count % CHUNKS ? 1 : 0));
                      return run;
                    })
            .toList();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      List<HostileRun> runs = new ArrayList<>();
      for (Future<HostileRun> future : workers.invokeAll(tasks)) {
        runs.add(future.get());
      }
      return runs;
    }
  }

  private static void keep(List<HostileRun> runs, Path folder, byte[] slowest) throws IOException {
    Files.createDirectories(folder);
    Map<String, byte[]> smallest = new TreeMap<>();
    for (HostileRun run : runs) {
      run.smallest()
          .forEach(
              (rules, bytes) ->
                  smallest.merge(rules, bytes, (a, b) -> a.length <= b.length ? a : b));
    }
    for (Map.Entry<String, byte[]> entry : smallest.entrySet()) {
      if (entry.getKey().length() <= 120) {
        Files.write(
            folder.resolve((entry.getKey().isEmpty() ? "nothing" : entry.getKey()) + ".yaml"),
            entry.getValue());
      }
    }
    Files.write(folder.resolve("slowest.yaml"), slowest);
  }
}
