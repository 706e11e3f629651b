package dev.firstvalue.store.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.store.testkit.TestStore;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreTest {

  private static final String ENDLESS =
      "SELECT sum(cityHash64(number)) AS n FROM numbers_mt(1000000000000)";

  @RegisterExtension static final TestStore STORE = TestStore.create();

  @BeforeAll
  static void fill() {
    STORE.admin().execute(Query.of("CREATE TABLE t (x Int64) ENGINE = MergeTree ORDER BY x"));
    STORE.admin().execute(Query.of("INSERT INTO t SELECT number FROM numbers(100000)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "it's",
        "back\\slash",
        "\\N",
        "tab\tnew\nline\rnull\0end",
        "'; DROP TABLE t; --",
        "{x:String} ? $1 %s",
        "ünï ☃ 𝄞",
        "\\'",
        "]','[",
      })
  void aValueArrivesAsItIsAndIsNeverPartOfTheStatement(String value) {
    Query query =
        Query.of(
                """
                SELECT {text:String} AS text, {list:Array(String)} AS list,
                       {map_key:String} AS map_key, lengthUTF8({text:String}) AS n
                """)
            .bind("text", value)
            .bind("list", List.of(value, "other", value))
            .bind("map_key", value);
    STORE
        .store()
        .each(
            query,
            row -> {
              assertThat(row.text("text")).isEqualTo(value);
              assertThat(row.texts("list")).containsExactly(value, "other", value);
              assertThat(row.integer("n")).isEqualTo(value.codePointCount(0, value.length()));
            });
  }

  @Test
  void numbersTruthsAndListsAreBoundByTheirType() {
    Query query =
        Query.of(
                """
                SELECT {i:Int64} AS i, {d:Float64} AS d, {b:Bool} AS b, {m:Decimal(18, 6)} AS m,
                       {l:Array(Int64)} AS l, {e:Array(String)} AS e, {f:Array(Float64)} AS f
                """)
            .bind("i", Long.MIN_VALUE)
            .bind("d", 0.1)
            .bind("b", true)
            .bind("m", new BigDecimal("-12.345678"))
            .bind("l", List.of(1L, -2L))
            .bind("e", List.of())
            .bind("f", List.of(1.5, 1e-300));
    STORE
        .store()
        .each(
            query,
            row -> {
              assertThat(row.integer("i")).isEqualTo(Long.MIN_VALUE);
              assertThat(row.real("d")).isEqualTo(0.1);
              assertThat(row.flag("b")).isTrue();
              assertThat(row.decimal("m")).isEqualByComparingTo("-12.345678");
              assertThat(row.integers("l")).containsExactly(1L, -2L);
              assertThat(row.texts("e")).isEmpty();
              assertThat(row.reals("f")).containsExactly(1.5, 1e-300);
            });
  }

  @Test
  void nothingIsNullAndAnInstantHasNoZone() {
    Query query =
        Query.of(
            """
            SELECT CAST(NULL, 'Nullable(Int64)') AS n, CAST(NULL, 'Nullable(String)') AS s,
                   toInt64(1772366400123456) AS t, map('a', 'b') AS m,
                   toUnixTimestamp(toDateTime('2026-03-01 12:00:00')) AS zone,
                   (SELECT count(r.x) FROM (SELECT toInt64(-1) AS x) AS l LEFT JOIN t AS r USING x) AS j
            """);
    STORE
        .store()
        .each(
            query,
            row -> {
              assertThat(row.integerOrNull("n")).isNull();
              assertThat(row.textOrNull("s")).isNull();
              assertThat(row.instant("t")).isEqualTo(Instant.parse("2026-03-01T12:00:00.123456Z"));
              assertThat(row.map("m")).isEqualTo(Map.of("a", "b"));
              assertThat(row.integer("zone")).isEqualTo(1772366400);
              assertThatExceptionOfType(IllegalStateException.class)
                  .isThrownBy(() -> row.integer("n"))
                  .withMessage("n: null (expected: a value)");
            });
  }

  @Test
  void manyRowsArriveInOrder() {
    List<Long> rows =
        STORE.store().list(Query.of("SELECT x FROM t ORDER BY x"), row -> row.integer("x"));
    assertThat(rows).hasSize(100_000).isSorted().endsWith(99_999L);
  }

  @Test
  void eachQueryHasAnIdOfItsOwnInTheJournalAndInTheStore() {
    QueryJournal journal = new QueryJournal();
    Store store = STORE.store().withJournal(journal);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      ids.add(
          store.one(
              Query.of("SELECT queryID() AS id, getSetting('log_comment') AS why").purpose("look"),
              row -> row.text("id") + " " + row.text("why")));
    }
    assertThat(journal.runs())
        .extracting(run -> run.id() + " " + run.purpose())
        .isEqualTo(ids)
        .doesNotHaveDuplicates();
  }

  @Test
  void queriesRunSideBySideOnOneConnection() {
    List<CompletableFuture<Long>> answers =
        IntStream.range(0, 16)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            STORE
                                .store()
                                .one(
                                    Query.of("SELECT count() + {i:Int64} AS n FROM t").bind("i", i),
                                    row -> row.integer("n"))))
            .toList();
    assertThat(answers.stream().map(CompletableFuture::join).toList())
        .isEqualTo(IntStream.range(0, 16).mapToObj(i -> 100_000L + i).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STORE_TABLE_NOT_FOUND   | SELECT 1 FROM no_such_table",
        "STORE_TABLE_NOT_FOUND   | SELECT 1 FROM no_such_database.t",
        "STORE_COLUMN_NOT_FOUND  | SELECT no_such_column FROM t",
        "STORE_TYPE_MISMATCH     | SELECT x + 'a' FROM t",
        "STORE_TYPE_MISMATCH     | SELECT toInt64(materialize('abc'))",
        "STORE_QUERY_FAILED      | SELECT FROM WHERE",
        "STORE_QUERY_FAILED      | SELECT throwIf(x = 99999) FROM t",
      })
  void whatTheStoreRefusesIsNamedInTheCatalogue(ErrorCode code, String sql) {
    assertFails(code, STORE.store(), sql);
  }

  @Test
  void aLimitIsKeptAndNamed() {
    Store store = STORE.store();
    QueryLimits limits = QueryLimits.DEFAULT;
    assertFails(
        ErrorCode.STORE_TIME_EXCEEDED,
        store.withLimits(limits.withTime(Duration.ofSeconds(1))),
        ENDLESS);
    assertFails(
        ErrorCode.STORE_MEMORY_EXCEEDED,
        store.withLimits(limits.withMemoryBytes(30_000_000)),
        "SELECT groupArray(number) FROM numbers(1000000000)");
    assertFails(
        ErrorCode.STORE_ROWS_EXCEEDED,
        store.withLimits(limits.withResultRows(1000)),
        "SELECT x FROM t");
    assertFails(
        ErrorCode.STORE_ROWS_EXCEEDED,
        store.withLimits(limits.withReadRows(1000)),
        "SELECT sum(x) FROM t");
  }

  @ParameterizedTest
  @ValueSource(strings = {"number", "toString(number)", "toUInt8(number)", "[number]"})
  void anAnswerThatFailsInTheMiddleGivesNoRowAtAll(String column) {
    AtomicLong rows = new AtomicLong();
    Query query =
        Query.of(
                """
                SELECT %s AS x, throwIf(number = 6000000, 'in the middle') AS y
                FROM numbers(7000000)
                """
                    .formatted(column))
            .setting("max_block_size", "10000");
    assertThatExceptionOfType(FirstvalueException.class)
        .isThrownBy(() -> STORE.store().each(query, row -> rows.incrementAndGet()))
        .withMessageContaining("in the middle");
    assertThat(rows).hasValue(0);
  }

  @Test
  void aScanAboveTheRowLimitIsRefusedBeforeItBegins() {
    Query query = Query.of("SELECT sum(x) AS n FROM t WHERE x >= {low:Int64}").bind("low", 0L);
    assertThat(STORE.store().estimate(query).rows()).isEqualTo(100_000);
    Store terse = STORE.store().withSettings(Map.of("max_query_size", "10"));
    assertThatExceptionOfType(FirstvalueException.class)
        .as("under the settings of the store")
        .isThrownBy(() -> terse.estimate(query));
    assertThatExceptionOfType(FirstvalueException.class)
        .isThrownBy(() -> STORE.store().withRowLimit(99_999).list(query, row -> row.integer("n")))
        .matches(e -> e.code() == ErrorCode.STORE_ROWS_EXCEEDED)
        .withMessageContaining("100000 rows")
        .withMessageContaining("--yes");
    assertThat(STORE.store().withRowLimit(100_000).list(query, row -> row.integer("n"))).hasSize(1);
  }

  @Test
  void anInterruptStopsTheQueryInTheStoreToo() throws Exception {
    QueryJournal journal = new QueryJournal();
    BlockingQueue<Progress> seen = new ArrayBlockingQueue<>(1000);
    CompletableFuture<FirstvalueException> outcome = new CompletableFuture<>();
    Thread caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    STORE
                        .store()
                        .withJournal(journal)
                        .withListener((purpose, progress) -> seen.add(progress))
                        .each(Query.of(ENDLESS).purpose("endless"), row -> {});
                  } catch (FirstvalueException e) {
                    outcome.complete(e);
                  }
                });
    assertThat(seen.poll(30, TimeUnit.SECONDS)).isNotNull();
    caller.interrupt();
    assertThat(outcome.get(10, TimeUnit.SECONDS).code()).isEqualTo(ErrorCode.QUERY_CANCELLED);
    awaitGone("endless");
  }

  @Test
  void aListenerHearsHowFarAQueryIs() {
    List<Progress> seen = new ArrayList<>();
    assertThatExceptionOfType(FirstvalueException.class)
        .isThrownBy(
            () ->
                STORE
                    .store()
                    .withLimits(QueryLimits.DEFAULT.withTime(Duration.ofSeconds(2)))
                    .withListener((purpose, progress) -> seen.add(progress))
                    .each(Query.of(ENDLESS), row -> {}));
    assertThat(seen).isNotEmpty();
    assertThat(seen.getLast().readRows()).isPositive();
    assertThat(seen.getLast().elapsed()).isPositive();
  }

  @Test
  void aReaderThatFailsStopsTheQuery() {
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(
            () ->
                STORE
                    .store()
                    .each(
                        Query.of("SELECT number FROM numbers(5000000)").purpose("long answer"),
                        row -> Math.floorDiv(1, row.integer("number"))));
    awaitGone("long answer");
  }

  @Test
  void aClosedConnectionStopsWhatRuns() throws Exception {
    StoreConnection connection = StoreConnection.open(STORE.readerTarget());
    BlockingQueue<Progress> seen = new ArrayBlockingQueue<>(1000);
    CompletableFuture<Void> query =
        CompletableFuture.runAsync(
            () ->
                connection
                    .store()
                    .withListener((purpose, progress) -> seen.add(progress))
                    .each(Query.of(ENDLESS).purpose("abandoned"), row -> {}));
    assertThat(seen.poll(30, TimeUnit.SECONDS)).isNotNull();
    connection.close();
    assertThat(query.handle((none, failure) -> failure).get(10, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(Exception.class);
    awaitGone("abandoned");
  }

  @Test
  void aStoreThatIsNotThereIsNamed() {
    StoreTarget nowhere =
        new StoreTarget(
            URI.create("http://127.0.0.1:1"), "web", new Credentials("ana", "s3cret"), false);
    assertThatExceptionOfType(FirstvalueException.class)
        .isThrownBy(() -> StoreConnection.open(nowhere))
        .matches(e -> e.code() == ErrorCode.STORE_UNREACHABLE)
        .withMessageContaining("http://127.0.0.1:1/web")
        .withMessageNotContaining("s3cret");
  }

  /** Waits for a query to end: a cancel is sent, and the store obeys it when it next looks. */
  private static void awaitGone(String purpose) {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (running(purpose) > 0 && System.nanoTime() < patience) {
      Thread.onSpinWait();
    }
    assertThat(running(purpose)).as("queries still running as '%s'", purpose).isZero();
  }

  private static long running(String purpose) {
    return STORE
        .admin()
        .one(
            Query.of(
                    """
                    SELECT count() AS n FROM system.processes
                    WHERE Settings['log_comment'] = {purpose:String}
                    """)
                .bind("purpose", purpose),
            row -> row.integer("n"));
  }

  private static void assertFails(ErrorCode code, Store store, String sql) {
    assertThatExceptionOfType(FirstvalueException.class)
        .as(sql)
        .isThrownBy(() -> store.each(Query.of(sql), row -> {}))
        .satisfies(e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
        .matches(e -> !e.problem().contains("version"))
        .matches(e -> !e.problem().contains("DB::Exception"));
  }
}
