package dev.firstvalue.store.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.testkit.TestStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class LoaderTest {

  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456Z");

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
  void aRowArrivesAsItWasGiven() {
    EventRow row =
        new EventRow(
            "id-1",
            "lesson_\"completed\"\n'☃'",
            AT,
            AT.plusSeconds(90),
            "ana",
            "",
            Map.of("k\t1", "v\\1", "empty", ""));
    loader.load(LogTable.EVENTS, "a", sink -> sink.add(row));
    List<EventRow> rows =
        STORE
            .store()
            .list(
                Query.of(
                    """
                    SELECT event_id, event, toUnixTimestamp64Micro(ts) AS ts,
                           toUnixTimestamp64Micro(received_at) AS received_at,
                           user_id, account_id, properties
                    FROM events
                    """),
                stored ->
                    new EventRow(
                        stored.text("event_id"),
                        stored.text("event"),
                        stored.instant("ts"),
                        stored.instantOrNull("received_at"),
                        stored.text("user_id"),
                        stored.text("account_id"),
                        stored.map("properties")));
    assertThat(rows).containsExactly(row);
  }

  @Test
  void theSameLoadAgainReplacesItsRowsAndNoOthers() {
    assertThat(loader.load(LogTable.EVENTS, "a", events("a", 1000))).isEqualTo(1000);
    assertThat(loader.load(LogTable.EVENTS, "b", events("b", 10))).isEqualTo(10);
    assertThat(loader.load(LogTable.EVENTS, "a", events("a", 700))).isEqualTo(700);
    assertThat(count("SELECT count() AS n FROM events")).isEqualTo(710);
    assertThat(count("SELECT uniqExact(event_id) AS n FROM events")).isEqualTo(710);
    assertThat(loader.load(LogTable.EVENTS, "a", sink -> {})).isZero();
    assertThat(count("SELECT count() AS n FROM events")).isEqualTo(10);
  }

  @Test
  void aLoadThatFailsInTheMiddleIsNotSeenAndLeavesNothing() {
    loader.load(LogTable.EVENTS, "a", events("a", 5));
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(
            () ->
                loader.load(
                    LogTable.EVENTS,
                    "a",
                    sink -> {
                      events("a", 200_000).writeTo(sink);
                      throw new UncheckedIOException(new IOException("the disk is gone"));
                    }));
    assertThat(count("SELECT count() AS n FROM events")).isEqualTo(5);
    assertThat(
            count(
                """
                SELECT count() AS n FROM system.tables
                WHERE database = currentDatabase() AND startsWith(name, 'loading_')
                """))
        .isZero();
  }

  @Test
  void exposuresAndIdentitiesHaveTablesToo() {
    loader.load(
        LogTable.EXPOSURES,
        "a",
        sink -> sink.add(new ExposureRow("e", "blue", AT, "ana", "acme", Map.of())));
    loader.load(
        LogTable.IDENTITIES, "a", sink -> sink.add(new IdentityRow("anonymous-1", "ana", AT)));
    String joined =
        STORE
            .store()
            .one(
                Query.of(
                    """
                    SELECT experiment || arm || user_id || account_id || alias AS t
                    FROM exposures AS e JOIN identities AS i ON i.canonical = e.user_id
                    """),
                row -> row.text("t"));
    assertThat(joined).isEqualTo("eblueanaacmeanonymous-1");
  }

  @Test
  void aRowOfAnotherTableIsRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                loader.load(LogTable.EVENTS, "a", sink -> sink.add(new IdentityRow("x", "y", AT))));
  }

  @Test
  void daysPruneWhatIsRead() {
    loader.load(LogTable.EVENTS, "a", events("a", 100_000));
    Query day =
        Query.of("SELECT count() AS n FROM events WHERE ts >= {from:DateTime64(6,'UTC')}")
            .bind("from", "2026-05-01 00:00:00");
    assertThat(STORE.store().estimate(day).rows()).isLessThan(50_000);
  }

  private static Loader.Rows events(String prefix, int count) {
    return sink -> {
      for (int i : IntStream.range(0, count).toArray()) {
        sink.add(
            new EventRow(
                prefix + i, "opened", AT.plusSeconds(60L * i), null, "u" + i, "", Map.of()));
      }
    };
  }

  private static long count(String sql) {
    return STORE.store().one(Query.of(sql), row -> row.integer("n"));
  }
}
