package dev.firstvalue.registry.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The long run: as many kills as are asked for, on a new repository every twenty-five, for {@code
 * git fsck} reads all of it after each. Repositories are tried side by side: a life is mostly
 * waiting. Ends with 1 at the first broken promise.
 */
final class HistoryCheck {
  private static final int KILLS_A_REPOSITORY = 25;

  private HistoryCheck() {}

  /** What one repository's kills did. */
  private record Tried(int kills, long seed, Path home, HistoryRun.Outcome outcome) {}

  /** Arguments: kills, the seed of the first repository, how many repositories at a time. */
  public static void main(String[] arguments) throws Exception {
    int kills = Integer.parseInt(arguments[0]);
    long first = Long.parseLong(arguments[1]);
    try (ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(arguments[2]))) {
      ExecutorCompletionService<Tried> ends = new ExecutorCompletionService<>(threads);
      int repositories = 0;
      for (int begun = 0; begun < kills; begun += KILLS_A_REPOSITORY) {
        long seed = first + begun;
        int now = Math.min(KILLS_A_REPOSITORY, kills - begun);
        ends.submit(() -> tried(now, seed));
        repositories++;
      }
      List<Tried> done = new ArrayList<>();
      while (done.size() < repositories) {
        Tried next = ends.take().get();
        if (!next.outcome().broken().isEmpty()) {
          System.out.println("broken, with seed " + next.seed() + " in " + next.home());
          next.outcome().broken().stream()
              .limit(20)
              .forEach(line -> System.out.println("  " + line));
          System.exit(1);
        }
        done.add(next);
        print(done);
      }
    }
  }

  private static Tried tried(int kills, long seed) throws Exception {
    Path home = Files.createTempDirectory("firstvalue-history");
    return new Tried(kills, seed, home, new HistoryRun(home, seed).kills(kills));
  }

  private static void print(List<Tried> done) {
    System.out.printf(
        "%d kills: %d acknowledged writes, %d steps of proposals, %d reads, %d revisions heard,"
            + " nothing broken%n",
        done.stream().mapToInt(Tried::kills).sum(),
        done.stream().mapToInt(tried -> tried.outcome().acknowledged()).sum(),
        done.stream().mapToInt(tried -> tried.outcome().proposals()).sum(),
        done.stream().mapToInt(tried -> tried.outcome().reads()).sum(),
        done.stream().mapToInt(tried -> tried.outcome().heard()).sum());
  }
}
