package dev.firstvalue.benchmarks.registry;

import dev.firstvalue.benchmarks.Timing;
import dev.firstvalue.registry.RegistryRepository;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How long a commit takes, on disk and in the snapshot, after more and more versions. */
final class CommitSpeed {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int NAMES = 100;
  private static final int MEASURED = 200;

  private CommitSpeed() {}

  static List<Ratio> run(Path home, int versions) {
    try (RegistryRepository repository = Corpus.create(home.resolve("commit.git"))) {
      // Until the code is compiled, the first commits are slow for another reason.
      double[] taken = new double[versions + MEASURED];
      double[] worked = new double[versions + MEASURED];
      for (int i = 0; i < taken.length; i++) {
        int number = i % NAMES;
        int lessons = 1 + i / NAMES;
        long before = THREADS.getCurrentThreadCpuTime();
        taken[i] = Timing.seconds(() -> Corpus.commit(repository, List.of(number), lessons)) * 1e3;
        worked[i] = (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
      }
      double first = median(taken, MEASURED);
      double last = median(taken, versions);
      System.out.printf(
          Locale.ROOT,
          "commit: %.1f ms and %.1f ms of CPU after %d versions, %.1f and %.1f after %d, %.1f and"
              + " %.1f after %d (medians of %d)%n",
          first,
          median(worked, MEASURED),
          MEASURED,
          median(taken, versions / 2),
          median(worked, versions / 2),
          versions / 2,
          last,
          median(worked, versions),
          versions,
          MEASURED);
      return List.of(
          new Ratio("commit: time at the end / at the beginning", last / first, 1.25, false),
          new Ratio(
              "commit: CPU at the end / at the beginning",
              median(worked, versions) / median(worked, MEASURED),
              1.25,
              false));
    }
  }

  private static double median(double[] taken, int from) {
    return Timing.median(java.util.Arrays.copyOfRange(taken, from, from + MEASURED));
  }
}
