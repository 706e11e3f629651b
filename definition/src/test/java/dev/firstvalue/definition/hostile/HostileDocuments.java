package dev.firstvalue.definition.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * The program that reads mutated documents by the million: {@code HostileDocuments REPOSITORY COUNT
 * SEED [FOLDER]}. It prints what it saw and ends with 1 unless nothing crashed, 99.999 % took under
 * 100 ms of processor time and none over 5 s. The smallest document of each set of broken rules is
 * left in FOLDER, and the slowest.
 */
public final class HostileDocuments {
  private static final double NEARLY_ALL = 0.99999;
  private static final Duration LIMIT_OF_NEARLY_ALL = Duration.ofMillis(100);
  private static final Duration LIMIT_OF_ALL = Duration.ofSeconds(5);
  private static final int CHUNKS = 64;

  private HostileDocuments() {}

  /** Runs the program. */
  public static void main(String[] args) throws Exception {
    Path repository = Path.of(args[0]);
    long count = Long.parseLong(args[1]);
    long seed = args[2].equals("fresh") ? System.nanoTime() : Long.parseLong(args[2]);
    say("Hostile documents: %,d, seed %d", count, seed);
    List<HostileRun> runs = run(repository, count, seed);

    Times times = new Times();
    runs.forEach(run -> times.addAll(run.times()));
    long accepted = runs.stream().mapToLong(HostileRun::accepted).sum();
    HostileRun slowest = runs.stream().max(Comparator.comparing(HostileRun::slowest)).orElseThrow();
    List<String> crashes = runs.stream().flatMap(run -> run.crashes().stream()).toList();
    say(
        "  read %,d: accepted %,d, refused with a finding %,d, crashed %d",
        times.count(), accepted, times.count() - accepted - crashes.size(), crashes.size());
    say("  processor time: %s; over 100 ms: %d", times, times.over(LIMIT_OF_NEARLY_ALL));
    crashes.stream().limit(5).forEach(System.out::println);
    if (args.length > 3) {
      keep(runs, Path.of(args[3]), slowest.slowestDocument());
    }
    boolean held =
        crashes.isEmpty()
            && times.quantile(NEARLY_ALL).compareTo(LIMIT_OF_NEARLY_ALL) < 0
            && times.quantile(1).compareTo(LIMIT_OF_ALL) < 0;
    say("  %s", held ? "The limits hold." : "THE LIMITS DO NOT HOLD.");
    System.exit(held ? 0 : 1);
  }

  private static List<HostileRun> run(Path repository, long count, long seed) throws Exception {
    int threads = Runtime.getRuntime().availableProcessors();
    new HostileRun(repository, seed).warmUp();
    AtomicLong read = new AtomicLong();
    AtomicLong chunks = new AtomicLong();
    long start = System.nanoTime();
    List<Callable<HostileRun>> tasks =
        LongStream.range(0, CHUNKS)
            .<Callable<HostileRun>>mapToObj(
                i ->
                    () -> {
                      HostileRun run = new HostileRun(repository, seed + i);
                      run.read(count / CHUNKS + (i < count % CHUNKS ? 1 : 0));
                      long soFar = read.addAndGet(run.times().count());
                      if (chunks.incrementAndGet() % 8 == 0) {
                        double seconds = (System.nanoTime() - start) / 1e9;
                        say("  %,d read, %,.0f a second", soFar, soFar / seconds);
                      }
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

  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
