package dev.firstvalue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.store.connect.Credentials;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.connect.StoreConnection;
import dev.firstvalue.store.connect.StoreTarget;
import dev.firstvalue.store.testkit.NeedsEngine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsEngine
final class EmbeddedEngineTest {

  @TempDir private Path home;

  @Test
  void whatWasInsertedIsThereAfterARestart() {
    try (EmbeddedEngine engine = start();
        StoreConnection admin = StoreConnection.open(engine.admin())) {
      createNumbers(admin.store());
    }
    try (EmbeddedEngine engine = start();
        StoreConnection reader = StoreConnection.open(engine.reader())) {
      assertThat(sumOfNumbers(reader.store())).isEqualTo(999 * 500);
    }
  }

  @Test
  void theQueryLogWorksAfterARestart() {
    for (int i = 0; i < 2; i++) {
      try (EmbeddedEngine engine = start();
          StoreConnection admin = StoreConnection.open(engine.admin(), () -> "the-id")) {
        admin.store().execute(Query.of("SYSTEM FLUSH LOGS"));
        long logged =
            admin
                .store()
                .one(
                    Query.of("SELECT count() AS n FROM system.query_log WHERE query_id = 'the-id'"),
                    row -> row.integer("n"));
        assertThat(logged).isPositive();
      }
    }
  }

  @Test
  void memoryOfAQueryIsKeptForTheNext() {
    try (EmbeddedEngine engine = start();
        StoreConnection admin = StoreConnection.open(engine.admin())) {
      String statistics =
          admin
              .store()
              .one(Query.of("SELECT stats FROM system.jemalloc_stats"), row -> row.text("stats"));
      assertThat(statistics).contains("opt.dirty_decay_ms: 60000 ");
    }
  }

  @Test
  void joinsAreReadiedNeitherForTheDiskNorWithFilters() {
    try (EmbeddedEngine engine = start();
        StoreConnection admin = StoreConnection.open(engine.admin());
        StoreConnection reader = StoreConnection.open(engine.reader())) {
      Query settings =
          Query.of(
              "SELECT getSetting('max_bytes_ratio_before_external_join') = 0"
                  + " AND NOT getSetting('enable_join_runtime_filters') AS off");
      for (StoreConnection each : List.of(admin, reader)) {
        boolean off = each.store().one(settings, row -> row.flag("off"));
        assertThat(off).isTrue();
      }
    }
  }

  @Test
  void aSecondEngineOnAHomeIsToldWhoHoldsIt() {
    try (EmbeddedEngine engine = start()) {
      assertThat(engine.alive()).isTrue();
      assertThatExceptionOfType(FirstvalueException.class)
          .isThrownBy(this::start)
          .matches(e -> e.code() == ErrorCode.ENGINE_LOCKED)
          .withMessageContaining("process " + ProcessHandle.current().pid());
    }
    start().close();
  }

  @Test
  void aBusyEngineEndsWithinSecondsOfItsKilledParentAndLeavesTheHomeToTheNext() throws Exception {
    Process parent = EngineHolder.launch(home);
    String answer = parent.inputReader().readLine();
    ProcessHandle child = ProcessHandle.of(Long.parseLong(answer)).orElseThrow();

    assertThatExceptionOfType(FirstvalueException.class)
        .isThrownBy(this::start)
        .withMessageContaining("process " + parent.pid());

    parent.destroyForcibly().waitFor();
    start().close();
    child.onExit().get(5, TimeUnit.SECONDS);
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void aKilledEngineIsReportedWithItsRemedyAndKeepsWhatItAcknowledged() throws Exception {
    try (EmbeddedEngine engine = start();
        StoreConnection admin = StoreConnection.open(engine.admin())) {
      createNumbers(admin.store());
      ProcessHandle child = ProcessHandle.of(engine.pid()).orElseThrow();
      child.destroyForcibly();
      child.onExit().get(5, TimeUnit.SECONDS);

      assertThatExceptionOfType(FirstvalueException.class)
          .isThrownBy(() -> sumOfNumbers(admin.store()))
          .matches(e -> e.code() == ErrorCode.ENGINE_FAILED)
          .withMessageContaining("Run the command again");
    }
    try (EmbeddedEngine engine = start();
        StoreConnection reader = StoreConnection.open(engine.reader())) {
      assertThat(sumOfNumbers(reader.store())).isEqualTo(999 * 500);
    }
  }

  @Test
  void theReaderChangesNothingAndReadsNoFiles() {
    try (EmbeddedEngine engine = start();
        StoreConnection admin = StoreConnection.open(engine.admin());
        StoreConnection reader = StoreConnection.open(engine.reader())) {
      createNumbers(admin.store());
      for (String statement :
          List.of(
              "CREATE TABLE u (x Int64) ENGINE = MergeTree ORDER BY x",
              "INSERT INTO numbers_table VALUES (1)",
              "DROP TABLE numbers_table",
              "SELECT * FROM file('/etc/hostname', 'LineAsString')",
              "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')")) {
        assertThatExceptionOfType(FirstvalueException.class)
            .as(statement)
            .isThrownBy(() -> reader.store().execute(Query.of(statement)))
            .matches(e -> e.code() == ErrorCode.STORE_PERMISSION_DENIED, statement);
      }
      assertThat(sumOfNumbers(reader.store())).isEqualTo(999 * 500);
    }
  }

  /** With readonly = 1 no query can say how it is to be answered: another answer would be wrong. */
  @Test
  void aUserWhoMayNotEvenSetSettingsIsToldWhichRightIsMissing() throws IOException {
    SecureRandom random = new SecureRandom();
    EngineUser admin = EngineUser.create("firstvalue_admin", 0, random);
    EngineUser reader = EngineUser.create("firstvalue_reader", 1, random);
    EngineStart.Running running =
        new EngineStart(
                EngineLibrary.find(),
                EnginePaths.of(home),
                EngineSettings.ofThisMachine(),
                admin,
                reader)
            .run();
    try {
      StoreTarget target =
          new StoreTarget(
              URI.create("http://127.0.0.1:" + running.port()),
              EmbeddedEngine.DATABASE,
              new Credentials(reader.name(), reader.password()),
              false);
      assertThatExceptionOfType(FirstvalueException.class)
          .isThrownBy(() -> StoreConnection.open(target))
          .matches(e -> e.code() == ErrorCode.STORE_PERMISSION_DENIED)
          .withMessageContaining("in readonly mode")
          .withMessageContaining("readonly = 2");
    } finally {
      EngineStart.end(running.process(), Duration.ofSeconds(5));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/?user=default", "/ping", "/play", "/?user=firstvalue_admin"})
  void whoBringsNoPasswordIsGivenNothing(String path) throws Exception {
    try (EmbeddedEngine engine = start();
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(engine.admin().endpoint().resolve(path))
              .POST(HttpRequest.BodyPublishers.ofString("SELECT 'answered'"))
              .build();
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.body()).doesNotContain("answered");
    }
  }

  @Test
  void noPasswordIsLeftOnDiskAndNobodyElseMayLook() throws IOException {
    try (EmbeddedEngine engine = start()) {
      String password = engine.admin().credentials().password();
      try (Stream<Path> files = Files.walk(home)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain(password);
        }
      }
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("engine"))))
          .isEqualTo("rwx------");
      assertThat(engine.admin().toString()).doesNotContain(password);
    }
  }

  private EmbeddedEngine start() {
    return EmbeddedEngine.start(home, EngineSettings.ofThisMachine());
  }

  private static void createNumbers(Store admin) {
    admin.execute(Query.of("CREATE TABLE numbers_table (x Int64) ENGINE = MergeTree ORDER BY x"));
    admin.execute(Query.of("INSERT INTO numbers_table SELECT number FROM numbers(1000)"));
  }

  private static long sumOfNumbers(Store store) {
    return store.one(
        Query.of("SELECT sum(x) AS sum FROM numbers_table"), row -> row.integer("sum"));
  }
}
