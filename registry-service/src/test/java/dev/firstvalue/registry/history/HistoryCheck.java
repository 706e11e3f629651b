package dev.firstvalue.registry.history;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The long run: as many kills as are asked for, on a new repository every twenty-five, for {@code
 * git fsck} reads all of it after each. Ends with 1 at the first broken promise.
 */
final class HistoryCheck {
  private static final int KILLS_A_REPOSITORY = 25;

  private HistoryCheck() {}

  public static void main(String[] arguments) throws Exception {
    int kills = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    int reads = 0;
    int writes = 0;
    int heard = 0;
    int proposals = 0;
    for (int done = 0; done < kills; done += KILLS_A_REPOSITORY) {
      Path home = Files.createTempDirectory("firstvalue-history");
      int now = Math.min(KILLS_A_REPOSITORY, kills - done);
      HistoryRun.Outcome outcome = new HistoryRun(home, seed + done).kills(now);
      reads += outcome.reads();
      writes += outcome.acknowledged();
      heard += outcome.heard();
      proposals += outcome.proposals();
      if (!outcome.broken().isEmpty()) {
        System.out.println("broken, with seed " + (seed + done) + " in " + home);
        outcome.broken().stream().limit(20).forEach(line -> System.out.println("  " + line));
        System.exit(1);
      }
      System.out.printf(
          "%d kills: %d acknowledged writes, %d steps of proposals, %d reads, %d revisions heard,"
              + " nothing broken%n",
          done + now, writes, proposals, reads, heard);
    }
  }
}
