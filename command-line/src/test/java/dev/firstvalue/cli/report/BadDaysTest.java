package dev.firstvalue.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.firstvalue.cli.Run;
import dev.firstvalue.cli.RunningProgram;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.StoreConnection;
import dev.firstvalue.store.connect.StoreTarget;
import dev.firstvalue.store.engine.EmbeddedEngine;
import dev.firstvalue.store.engine.EngineSettings;
import dev.firstvalue.store.testkit.NeedsEngine;
import dev.firstvalue.store.testkit.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A backtest on a store that fails it, and on tables that say nothing: the error or the verdict,
 * the exit code, and that no file is ever left half written.
 */
@NeedsEngine
class BadDaysTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final String NOBODY = "http://127.0.0.1:9/x";

  @TempDir private Path folder;

  private Path report;
  private LessonLog log;

  @BeforeEach
  void writeDocuments() throws IOException {
    log = LessonLog.in(STORE, folder);
    report = folder.resolve("reports/report.html");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DROP TABLE log | store-table-not-found | 2",
        "ALTER TABLE log DROP COLUMN properties | store-column-not-found | 2",
        "ALTER TABLE log RENAME COLUMN event TO name | store-column-not-found | 2",
        "ALTER TABLE log DROP COLUMN properties; ALTER TABLE log ADD COLUMN properties UInt8"
            + " | store-type-mismatch | 2",
        "ALTER TABLE log MODIFY COLUMN ts String | store-type-mismatch | 2",
      })
  void aTableThatChangedIsNamed(String change, String error, int exit) {
    log.fill("1");
    STORE.admin().execute(Query.of("TRUNCATE TABLE log")); // so that no value has to fit
    for (String statement : List.of(change.split(";", -1))) {
      STORE.admin().execute(Query.of(statement));
    }
    assertFails(backtest(), error, exit);
  }

  @Test
  void aStoreThatIsDownIsNamed() {
    assertFails(on(NOBODY), "store-unreachable", 3);
  }

  @Test
  void whatTakesTooLongOrTooMuchIsNamed() {
    log.slow();
    assertFails(backtest("--time-limit", "1"), "store-time-exceeded", 3);
    log.fill("1");
    assertFails(backtest("--memory", "0.00001"), "store-memory-exceeded", 3);
    assertFails(backtest("--memory", "0"), "argument-invalid", 2);
    assertFails(backtest("--time-limit", "0"), "argument-invalid", 2);
    assertFails(backtest("--row-limit", "-1"), "argument-invalid", 2);
    assertFails(backtest("--row-limit", "10"), "store-rows-exceeded", 2);
  }

  @Test
  void aUserWhoMayOnlyReadCanBacktestAndIsToldWhatElseItNeeds() {
    log.fill("1");
    backtest();
    assertThat(report).content().contains("</html>");

    Run fuzz =
        Run.of("fuzz", "--cases", "1", "--store", log.url(), "--store-credentials", log.reader());
    assertThat(fuzz.exit()).isEqualTo(3);
    assertThat(fuzz.err()).contains("store-permission-denied", "CREATE DATABASE");
  }

  @Test
  void anEmptyTableIsAVerdict() {
    log.fill("1");
    STORE.admin().execute(Query.of("TRUNCATE TABLE log"));
    assertVerdict("UNDECIDED", 0, 0);
  }

  @Test
  void nobodyMatureIsAVerdict() {
    log.fill("1");
    assertVerdict("UNDECIDED", 1_000, 0, "--as-of", "2026-03-04");
  }

  @Test
  void nobodyReachedIsAVerdict() {
    log.fill("number >= 2000");
    JsonObject found = assertVerdict("FAIL", 1_000, 1_000, "--as-of", "2026-06-01");
    assertThat(found.toString()).contains("reach-too-low");
  }

  @Test
  void everybodyReachedIsAVerdict() {
    log.fill("1");
    JsonObject found = assertVerdict("FAIL", 1_000, 1_000, "--as-of", "2026-06-01");
    assertThat(found.toString()).contains("reach-too-high");
  }

  /** An event of a clock that is a year ahead tells nothing of what is known now. */
  @Test
  void aClockThatIsAheadMovesNoWatermark() {
    log.fill("1");
    STORE
        .admin()
        .execute(Query.of("INSERT INTO log SELECT now() + INTERVAL 1 YEAR, 'lesson', 'u1', map()"));
    JsonObject provenance = json(backtest("--format", "json")).getAsJsonObject("provenance");
    assertThat(java.time.Instant.parse(provenance.get("watermark").getAsString()))
        .isBefore(java.time.Instant.now().plusSeconds(1));
  }

  /** Progress goes to a terminal alone; Ctrl-C on it is an interrupt, which ends the query. */
  @Test
  void onATerminalProgressIsShownAndControlCCancelsTheQueryInTheStore() throws Exception {
    assumeInterruptsAreHeard();
    assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && Files.isExecutable(Path.of("/usr/bin/script")),
        "there is no script(1) of util-linux to make a terminal");
    log.slow();
    try (RunningProgram program =
        RunningProgram.onTerminal(arguments(log.url(), List.of()).toArray(String[]::new))) {
      assertThat(program.awaitLine("rows read")).contains("extent of the log: ");
      awaitRunning(STORE.adminTarget(), 1);
      program.press("\u0003");
      assertThat(program.awaitExit()).as("as a shell says it: 128 + SIGINT").isEqualTo(130);
      awaitRunning(STORE.adminTarget(), 0);
    }
    LessonLog.assertEmpty(folder.resolve("reports"));
  }

  /** A job that a shell put into the background is born deaf to SIGINT, and so are its children. */
  private static void assumeInterruptsAreHeard() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      boolean ignored =
          Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("SigIgn:"))
              .map(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
              .anyMatch(mask -> (mask & 0b10) != 0);
      assumeFalse(ignored, "SIGINT is ignored here, as it is for jobs in the background");
    }
  }

  @Test
  void aStoreThatIsKilledInMidQueryIsNamed(@TempDir Path home) throws Exception {
    try (EmbeddedEngine engine = EmbeddedEngine.start(home, EngineSettings.ofThisMachine())) {
      try (StoreConnection admin = StoreConnection.open(engine.admin())) {
        admin.store().execute(Query.of(LessonLog.slowView()));
      }
      Path credentials = log.credentials(engine.reader());
      CompletableFuture<Run> running =
          CompletableFuture.supplyAsync(
              () ->
                  Run.of(
                      arguments(
                              engine.reader().endpoint() + "/" + engine.reader().database(),
                              List.of("--store-credentials", credentials.toString()))
                          .toArray(String[]::new)));
      awaitRunning(engine.admin(), 1);
      ProcessHandle.of(engine.pid()).orElseThrow().destroyForcibly();
      assertFails(running.get(60, TimeUnit.SECONDS), "store-unreachable", 3);
    }
  }

  private Run backtest(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--store-credentials", log.reader()));
    return Run.of(arguments(log.url(), all).toArray(String[]::new));
  }

  private Run on(String store) {
    return Run.of(arguments(store, List.of()).toArray(String[]::new));
  }

  private List<String> arguments(String store, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("backtest", "lessons", "--store", store));
    arguments.addAll(List.of("--definitions", log.documents().toString()));
    if (!options.contains("--store-credentials") && !store.equals(NOBODY)) {
      arguments.addAll(List.of("--store-credentials", log.reader()));
    }
    if (!options.contains("--format")) {
      arguments.addAll(List.of("--out", report.toString()));
    }
    arguments.addAll(options);
    return arguments;
  }

  private void assertFails(Run run, String error, int exit) {
    assertThat(run.err()).contains("(" + error + ": docs/errors.md#" + error + ")");
    assertThat(run.exit()).isEqualTo(exit);
    assertThat(run.out()).isEmpty();
    LessonLog.assertEmpty(folder.resolve("reports"));
  }

  /** The report, whose verdict and counts have to be these; UNDECIDED and FAIL end with 1. */
  private JsonObject assertVerdict(String outcome, int entered, int mature, String... options) {
    List<String> all = new ArrayList<>(List.of("--format", "json"));
    all.addAll(List.of(options));
    Run run = backtest(all.toArray(String[]::new));
    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    JsonObject found = json(run);
    assertThat(found.getAsJsonObject("verdict").get("outcome").getAsString()).isEqualTo(outcome);
    JsonObject populations = found.getAsJsonObject("population");
    assertThat(populations.get("entities").getAsInt()).isEqualTo(entered);
    assertThat(populations.get("eligible").getAsInt()).isEqualTo(mature);
    return found;
  }

  private static JsonObject json(Run run) {
    return JsonParser.parseString(run.out()).getAsJsonObject();
  }

  /** Waits until so many queries of the slow table run, and no longer than a minute. */
  private static void awaitRunning(StoreTarget admin, long expected) throws InterruptedException {
    try (StoreConnection connection = StoreConnection.open(admin)) {
      Query query =
          Query.of(
              "SELECT count() AS n FROM system.processes"
                  + " WHERE position(query, 'extent') + position(query, 'oldest') > 0"
                  + " AND position(query, 'system.processes') = 0 AND elapsed > 0.2");
      long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
      while (connection.store().one(query, row -> row.integer("n")) != expected) {
        assertThat(System.nanoTime()).as("queries running: not " + expected).isLessThan(deadline);
        Thread.onSpinWait();
      }
    }
  }
}
