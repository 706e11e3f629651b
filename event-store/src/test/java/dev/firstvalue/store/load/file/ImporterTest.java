package dev.firstvalue.store.load.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.StoreConnection;
import dev.firstvalue.store.connect.StoreTarget;
import dev.firstvalue.store.engine.EmbeddedEngine;
import dev.firstvalue.store.engine.EngineSettings;
import dev.firstvalue.store.load.Loader;
import dev.firstvalue.store.load.LogTable;
import dev.firstvalue.store.testkit.NeedsEngine;
import dev.firstvalue.store.testkit.TestStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class ImporterTest {

  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final ImportPlan EVENTS = ImportPlan.of(LogTable.EVENTS);

  @TempDir private Path folder;

  private Loader loader;

  @BeforeEach
  void open() {
    loader = Loader.open(STORE.adminTarget());
  }

  @AfterEach
  void close() {
    for (LogTable table : LogTable.values()) {
      loader.store().execute(Query.of("TRUNCATE TABLE " + table.table() + " SYNC"));
    }
    loader.close();
  }

  @Test
  void columnsCalledLikeFieldsAreFieldsAndTheOthersProperties() throws IOException {
    run(
        """
        event_id,event,timestamp,userId,plan,seats
        1,signed_up,2026-03-01T12:00:00Z,ana,pro,5
        2,invited,2026-03-01 12:00:01.5,ben,,
        """,
        EVENTS);
    assertThat(events())
        .containsExactly(
            "1 signed_up 1772366400000000 ana  {plan=pro, seats=5}",
            "2 invited 1772366401500000 ben  {}");
  }

  @Test
  void quotesLineEndsUnicodeAndAByteOrderMarkAreRead() throws IOException {
    run(
        """
        \ufeffevent,ts,user,note\r
        "a,b",2026-03-01,"ün""ï ☃ 𝄞","two\r
        lines"\r
        c,2026-03-02,u,' \\N ;\r
        """,
        EVENTS);
    assertThat(properties("event = 'a,b'")).containsExactly(Map.of("note", "two\r\nlines"));
    assertThat(properties("event = 'c'")).containsExactly(Map.of("note", "' \\N ;"));
    assertThat(texts("SELECT user_id AS t FROM events WHERE event = 'a,b'"))
        .containsExactly("ün\"ï ☃ 𝄞");
  }

  @Test
  void aMessagesLogApartByBlanksWithSecondsBecomesEvents() throws IOException {
    run(
        "src dst time\n1 2 1082040961\n3  4\t1082155839\n",
        EVENTS
            .withMapping(Map.of("src", "user", "dst", "properties.to", "time", "timestamp"))
            .withConstants(Map.of("event", "message_sent"))
            .withTime(TimeFormat.of("unix_s")));
    assertThat(events())
        .extracting(line -> line.replaceFirst("import-\\S+-", "#"))
        .containsExactly(
            "#2 message_sent 1082040961000000 1  {to=2}",
            "#3 message_sent 1082155839000000 3  {to=4}");
  }

  @Test
  void onePlayerARowBecomesAnExposureAtAConstantTime() throws IOException {
    ImportPlan plan =
        ImportPlan.of(LogTable.EXPOSURES)
            .withMapping(Map.of("userid", "user", "version", "arm", "sum_gamerounds", "-"))
            .withConstants(Map.of("experiment", "gate", "timestamp", "2026-01-01T00:00:00Z"));
    run("userid,version,sum_gamerounds,retention_1\n116,gate_30,3,FALSE\n", plan);
    assertThat(
            texts(
                """
                SELECT concat(experiment, ' ', arm, ' ', user_id, ' ', toString(properties)) AS t
                FROM exposures
                """))
        .containsExactly("gate gate_30 116 {'retention_1':'FALSE'}");
  }

  @Test
  void jsonLinesAreReadWithWhatIsInsideThem() throws IOException {
    run(
        """
        {"event":"paid","ts":"2026-03-01T12:00:00Z","account":"acme","properties":{"amount":12.50,"tags":["a","b"]},"x":null}

        {"event":"read","ts":"2026-03-01T12:00:01Z","user_id":7,"new":true,"note":"tab\\t☃","empty":""}
        """,
        EVENTS);
    assertThat(properties("event = 'paid'"))
        .containsExactly(Map.of("amount", "12.50", "tags", "[\"a\",\"b\"]"));
    assertThat(properties("event = 'read' AND user_id = '7'"))
        .containsExactly(Map.of("new", "true", "note", "tab\t☃", "empty", ""));
  }

  @Test
  void badRecordsAreListedByLineAndTheRestGoesOn() throws IOException {
    ImportResult result =
        run(
            """
            event,ts,user
            a,2026-03-01,u
            ,2026-03-01,u
            b,yesterday,u
            "c
            c",2026-03-01,

            d,2026-03-01,u,extra
            e,1969-12-31,u
            f,2200-01-01,u
            g,2026-03-01,u
            """,
            EVENTS);
    assertThat(result.rows()).isEqualTo(2);
    assertThat(result.rejected()).isEqualTo(6);
    assertThat(Files.readAllLines(result.rejects().orElseThrow()))
        .containsExactly(
            "line,reason",
            "3,no event",
            "4,\"timestamp: yesterday (expected: ISO 8601, such as 2026-03-01T12:00:00Z)\"",
            "5,neither user nor account",
            "8,4 fields (expected: 3)",
            "9,timestamp: 1969-12-31 (expected: within 1970–2199)",
            "10,timestamp: 2200-01-01 (expected: within 1970–2199)");
  }

  @Test
  void badLinesOfJsonAndBytesThatAreNotUtf8AreListedToo() throws IOException {
    ImportResult json =
        run(
            """
            {"event":"a","ts":"2026-03-01","user":"u"}
            [1]
            {"event":"a","ts":"2026-03-01","user":"u"
            {'event':'a'}
            {"event":"a","ts":"2026-03-01"}
            {"event":"a","ts":"2026-03-01","user":"u"} {}
            """,
            EVENTS);
    assertThat(json.rows()).isEqualTo(1);
    assertThat(json.rejected()).isEqualTo(5);
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, "event,ts,user\né,2026-03-01,u\n".getBytes(StandardCharsets.ISO_8859_1));
    ImportResult result = importer().importFile(latin, EVENTS, folder.resolve("r"));
    assertThat(result.rejected()).isEqualTo(1);
    assertThat(folder.resolve("r")).content().contains("2,event is not UTF-8");
  }

  @Test
  void theSameFileTwiceChangesNothing() throws IOException {
    String text = "event,ts,user\na,2026-03-01,u\na,2026-03-01,u\nb,never,u\n";
    ImportResult first = run(text, EVENTS);
    ImportResult second = run(text, EVENTS);
    assertThat(first.alreadyThere()).isFalse();
    assertThat(second.alreadyThere()).isTrue();
    assertThat(second)
        .extracting(ImportResult::loadId, ImportResult::rows, ImportResult::rejected)
        .containsExactly(first.loadId(), 2L, 1L);
    assertThat(events()).hasSize(2).doesNotHaveDuplicates();
    assertThat(run(text, EVENTS.withConstants(Map.of("account", "x"))).alreadyThere()).isFalse();
    assertThat(events()).hasSize(4);
  }

  @Test
  void rowsThatWereTakenOutComeBackWithTheirFile() throws IOException {
    String text = "event,ts,user\na,2026-03-01,u\n";
    run(text, EVENTS);
    loader.store().execute(Query.of("TRUNCATE TABLE events SYNC"));
    assertThat(run(text, EVENTS).alreadyThere()).isFalse();
    assertThat(events()).hasSize(1);
  }

  @Test
  void aFilePackedWithGzipIsToldByItsBytes() throws IOException {
    Path file = folder.resolve("events.bin");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("event;ts;user\na;2026-03-01;u\n".getBytes(StandardCharsets.UTF_8));
    }
    List<ImportProgress> seen = new ArrayList<>();
    new Importer(loader, seen::add).importFile(file, EVENTS, folder.resolve("r"));
    assertThat(events()).hasSize(1);
    assertThat(seen.getLast())
        .isEqualTo(new ImportProgress(Files.size(file), Files.size(file), 1, 0));
  }

  @Test
  void aCutPackageOrAnOpenQuoteImportsNothing() throws IOException {
    Path file = folder.resolve("cut.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("event,ts,user\na,2026-03-01,u\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 9));
    assertRefused(
        ErrorCode.IMPORT_UNREADABLE,
        "Nothing of it was imported",
        () -> importer().importFile(file, EVENTS, folder.resolve("r")));
    assertRefused(
        ErrorCode.IMPORT_UNREADABLE,
        "line",
        () -> run("event,ts,user\na,2026-03-01,u\n\"b,2026-03-01,u\nc,2026-03-01,u\n", EVENTS));
    assertThat(events()).isEmpty();
  }

  @Test
  void aFileWithoutHeaderIsNamedByThePlan() throws IOException {
    run(
        "u1\t2026-03-01\ta \"quoted\" name\n",
        EVENTS.withHeader(List.of("user", "ts", "event")).withDelimiter('\t'));
    assertThat(texts("SELECT event AS t FROM events")).containsExactly("a \"quoted\" name");
  }

  @Test
  void identitiesLeaveOtherColumnsOut() throws IOException {
    run(
        "anonymous,person,linked,why\nx,ana,2026-03-01,login\n",
        ImportPlan.of(LogTable.IDENTITIES)
            .withMapping(
                Map.of("anonymous", "alias", "person", "canonical", "linked", "timestamp")));
    assertThat(texts("SELECT alias || canonical AS t FROM identities")).containsExactly("xana");
  }

  @Test
  void aPlanThatDoesNotFitIsRefusedWithTheColumns() {
    String text = "name,when,who\na,2026-03-01,u\n";
    assertRefused(ErrorCode.ARGUMENT_INVALID, "name, when, who", () -> run(text, EVENTS));
    assertRefused(
        ErrorCode.ARGUMENT_INVALID,
        "no such column",
        () -> run(text, EVENTS.withMapping(Map.of("nam", "event"))));
    assertRefused(
        ErrorCode.ARGUMENT_INVALID,
        "properties.NAME",
        () -> run(text, EVENTS.withMapping(Map.of("name", "evnt"))));
    assertRefused(
        ErrorCode.ARGUMENT_INVALID,
        "given twice",
        () -> run(text, EVENTS.withMapping(Map.of("name", "event", "who", "event"))));
    assertRefused(
        ErrorCode.FILE_NOT_FOUND,
        "nowhere",
        () -> importer().importFile(folder.resolve("nowhere"), EVENTS, folder.resolve("r")));
    assertRefused(ErrorCode.IMPORT_UNREADABLE, "empty", () -> run("", EVENTS));
    assertRefused(ErrorCode.IMPORT_UNREADABLE, "twice", () -> run("a,a\n1,2\n", EVENTS));
  }

  @Test
  @NeedsEngine
  void aParquetFileIsReadWithItsTypes() throws IOException {
    Path file = parquet("ev*nt{s}.parquet");
    ImportResult result = importer().importFile(file, EVENTS, folder.resolve("r"));
    assertThat(result.rows()).isEqualTo(3);
    assertThat(properties("user_id = '1'"))
        .containsExactly(
            Map.of("l `i", "[1]", "m", "{\"k\":\"v\"}", "j", "{\"d\":\"1 May 2026\",\"n\":1.5}"));
    assertThat(properties("user_id = '2'").getFirst()).containsEntry("score", "1");
    assertThat(texts("SELECT toString(ts) AS t FROM events LIMIT 1"))
        .containsExactly("2026-03-01 12:00:00.250000");
  }

  @Test
  @NeedsEngine
  void aStoreOnAnotherMachineGetsParquetToo() throws IOException {
    StoreTarget here = STORE.adminTarget();
    StoreTarget elsewhere =
        new StoreTarget(here.endpoint(), here.database(), here.credentials(), false);
    try (Loader remote = Loader.open(elsewhere)) {
      ImportResult result =
          new Importer(remote, ImportProgress.Listener.NONE)
              .importFile(parquet("events.parquet"), EVENTS, folder.resolve("r"));
      assertThat(result.rows()).isEqualTo(3);
    }
    assertThat(events()).hasSize(3);
  }

  private Path parquet(String name) throws IOException {
    Path plain = folder.resolve("made.parquet");
    try (EmbeddedEngine engine =
            EmbeddedEngine.start(folder.resolve("home"), EngineSettings.ofThisMachine());
        StoreConnection connection = StoreConnection.open(engine.admin())) {
      connection
          .store()
          .execute(
              Query.of(
                      """
                      INSERT INTO FUNCTION file({path:String}, 'Parquet')
                      SELECT 'opened' AS event, number AS user_id,
                             toDateTime64('2026-03-01 12:00:00.25', 6, 'UTC') AS ts,
                             if(number = 1, NULL, number / 2) AS score, [number] AS `l ``i`,
                             map('k', 'v') AS m,
                             '{"d":"1 May 2026","n":1.50}'::JSON(d String) AS j
                      FROM numbers(3)
                      """)
                  .bind("path", plain.toString()));
    }
    return Files.move(plain, folder.resolve(name));
  }

  private Importer importer() {
    return new Importer(loader, ImportProgress.Listener.NONE);
  }

  private ImportResult run(String text, ImportPlan plan) throws IOException {
    Path file = Files.writeString(Files.createTempFile(folder, "log", ".txt"), text);
    return importer().importFile(file, plan, folder.resolve("rejects.csv"));
  }

  private interface Act {
    void run() throws IOException;
  }

  private static void assertRefused(ErrorCode code, String words, Act act) {
    assertThatExceptionOfType(FirstvalueException.class)
        .isThrownBy(act::run)
        .withMessageContaining(words)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  private static List<String> events() {
    return STORE
        .store()
        .list(
            Query.of(
                """
                SELECT event_id, event, toUnixTimestamp64Micro(ts) AS at, user_id, account_id,
                       properties
                FROM events ORDER BY event_id
                """),
            row ->
                String.join(
                    " ",
                    row.text("event_id"),
                    row.text("event"),
                    Long.toString(row.integer("at")),
                    row.text("user_id"),
                    row.text("account_id"),
                    new TreeMap<>(row.map("properties")).toString()));
  }

  private static List<Map<String, String>> properties(String where) {
    return STORE
        .store()
        .list(
            Query.of("SELECT properties FROM events WHERE " + where), row -> row.map("properties"));
  }

  private static List<String> texts(String sql) {
    return STORE.store().list(Query.of(sql), row -> row.text("t"));
  }
}
