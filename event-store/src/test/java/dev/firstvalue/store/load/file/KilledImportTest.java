package dev.firstvalue.store.load.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.engine.EmbeddedEngine;
import dev.firstvalue.store.engine.EngineSettings;
import dev.firstvalue.store.load.Loader;
import dev.firstvalue.store.load.LogTable;
import dev.firstvalue.store.testkit.NeedsEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsEngine
final class KilledImportTest {

  private static final int ROWS = 400_000;
  private static final int KILLED_AFTER = 150_000;

  @TempDir private Path folder;

  @Test
  void afterAKilledImportNothingIsSeenAndTheNextBringsExactlyTheFilesRows() throws Exception {
    Path home = folder.resolve("home");
    Path file = folder.resolve("events.csv");
    writeEvents(file);
    killInTheMiddle(home, file);

    try (EmbeddedEngine engine = EmbeddedEngine.start(home, EngineSettings.ofThisMachine());
        Loader loader = Loader.open(engine.admin())) {
      assertThat(count(loader, "SELECT count() AS n FROM events")).isZero();
      assertThat(
              count(
                  loader,
                  "SELECT count() AS n FROM system.tables WHERE startsWith(name, 'loading_')"))
          .isZero();
      Importer importer = new Importer(loader, ImportProgress.Listener.NONE);
      ImportPlan plan = ImportPlan.of(LogTable.EVENTS);
      ImportResult again = importer.importFile(file, plan, folder.resolve("rejects"));
      assertThat(again.alreadyThere()).isFalse();
      assertThat(again.rows()).isEqualTo(ROWS);
      assertThat(importer.importFile(file, plan, folder.resolve("rejects")).alreadyThere())
          .isTrue();
      assertThat(count(loader, "SELECT count() AS n FROM events")).isEqualTo(ROWS);
      assertThat(count(loader, "SELECT uniqExact(user_id) AS n FROM events")).isEqualTo(ROWS);
    }
  }

  private static void killInTheMiddle(Path home, Path file) throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dfirstvalue.engine.library=" + System.getProperty("firstvalue.engine.library"),
                "-cp",
                System.getProperty("java.class.path"),
                ImportProgram.class.getName(),
                home.toString(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader progress = program.inputReader()) {
      String line = progress.readLine();
      while (line != null && Long.parseLong(line) < KILLED_AFTER) {
        line = progress.readLine();
      }
      assertThat(line).isNotNull();
      program.destroyForcibly().waitFor();
    }
  }

  /** Imports a file into the engine of a home and prints how many rows were taken so far. */
  static final class ImportProgram {

    private ImportProgram() {}

    public static void main(String[] arguments) {
      Path file = Path.of(arguments[1]);
      try (EmbeddedEngine engine =
              EmbeddedEngine.start(Path.of(arguments[0]), EngineSettings.ofThisMachine());
          Loader loader = Loader.open(engine.admin())) {
        new Importer(loader, progress -> System.out.println(progress.rows()))
            .importFile(file, ImportPlan.of(LogTable.EVENTS), Path.of(arguments[1] + ".rejects"));
      }
    }
  }

  private static void writeEvents(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("event,ts,user,plan\n");
      for (int i = 0; i < ROWS; i++) {
        out.write("opened,2026-03-01T12:00:00Z,user-" + i + ",pro\n");
      }
    }
  }

  private static long count(Loader loader, String sql) {
    return loader.store().one(Query.of(sql), row -> row.integer("n"));
  }
}
