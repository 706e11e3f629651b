package dev.firstvalue.store.hostile;

import dev.firstvalue.store.connect.StoreConnection;
import dev.firstvalue.store.engine.EmbeddedEngine;
import dev.firstvalue.store.engine.EngineSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The program that puts hostile texts through the SQL by the hundred thousand: {@code
 * HostileLiterals COUNT SEED}. Each is a value, a name of an event, a property, a column or a
 * table, or a pattern; it goes through a document, its reader and the SQL to a fresh embedded
 * engine, and has to come out as itself. Ends with 1 if one does not.
 */
public final class HostileLiterals {
  private static final int ROUNDS = 20;
  private static final int SHOWN = 3;

  private HostileLiterals() {}

  /** Runs the program. */
  public static void main(String[] args) throws Exception {
    long count = Long.parseLong(args[0]);
    long seed = args[1].equals("fresh") ? System.nanoTime() : Long.parseLong(args[1]);
    say("Hostile literals: %,d, seed %d", count, seed);
    Path home = Files.createTempDirectory("firstvalue-hostile-");
    boolean held;
    try (EmbeddedEngine engine = EmbeddedEngine.start(home, EngineSettings.ofThisMachine());
        StoreConnection admin = StoreConnection.open(engine.admin());
        StoreConnection reader = StoreConnection.open(engine.reader())) {
      HostileRun run = new HostileRun(admin.store(), reader.store(), seed);
      for (int round = 1; round <= ROUNDS; round++) {
        int before = run.failures().size();
        run.tryAll(Math.max(0, count * round / ROUNDS - run.literals()));
        say("  %,d tried, %d failures", run.literals(), run.failures().size());
        run.failures().stream().skip(before).limit(SHOWN).forEach(System.out::println);
      }
      say(
          "  %,d patterns refused beside; the longest that the store took for %d conditions: %d ms",
          run.refusedPatterns().size(), HostileCase.CONDITIONS, run.slowest().toMillis());
      held = run.failures().isEmpty();
      say("  %s", held ? "Each came out as itself." : "NOT EACH CAME OUT AS ITSELF.");
    } finally {
      delete(home);
    }
    System.exit(held ? 0 : 1);
  }

  private static void delete(Path folder) throws java.io.IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
