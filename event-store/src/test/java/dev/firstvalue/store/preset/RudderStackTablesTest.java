package dev.firstvalue.store.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.preset.Preset;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.testkit.TestStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * RudderStack's tables in ClickHouse: columns and types as its warehouse service makes them
 * (rudder-server, warehouse/integrations/clickhouse: times are DateTime, all but received_at and id
 * may be NULL, copies go when parts merge).
 */
class RudderStackTablesTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final String COMMON =
      """
      id String, received_at DateTime('UTC'), event LowCardinality(String),
      event_text LowCardinality(String), user_id Nullable(String), anonymous_id Nullable(String),
      original_timestamp Nullable(DateTime('UTC')), sent_at Nullable(DateTime('UTC')),
      timestamp Nullable(DateTime('UTC')), uuid_ts Nullable(DateTime('UTC')),
      channel Nullable(String), context_campaign_source Nullable(String),
      context_library_name Nullable(String), context_ip Nullable(String)\
      """;

  @BeforeAll
  static void calls() {
    table("tracks", "");
    table("signed_up", ", plan Nullable(String)");
    table("invoice_sent", ", amount Nullable(Float64), invoice_id Nullable(String)");
    call("tracks", "1", "signed_up", "Signed Up", "'u1'", 0, "");
    call("signed_up", "1", "signed_up", "Signed Up", "'u1'", 0, ", 'pro'");
    call("tracks", "2", "invoice_created", "Invoice Created", "'u1'", 1, "");
    call("tracks", "3", "invoice_sent", "Invoice Sent", "'u1'", 2, "");
    call("invoice_sent", "3", "invoice_sent", "Invoice Sent", "'u1'", 2, ", 120.5, 'i1'");
    call("invoice_sent", "3", "invoice_sent", "Invoice Sent", "'u1'", 2, ", 120.5, 'i1'");
    call("tracks", "4", "signed_up", "Signed Up", "'u2'", 0, "");
    call("signed_up", "4", "signed_up", "Signed Up", "'u2'", 0, ", NULL");
    call("invoice_sent", "5", "invoice_sent", "Invoice Sent", "'u2'", 1, ", 0, 'i2'");
    call("invoice_sent", "6", "invoice_sent", "Invoice Sent", "NULL", 1, ", 9, 'i3'");
    call("signed_up", "7", "signed_up", "Signed Up", "'u3'", 0, ", 'pro'");
    call("invoice_sent", "8", "invoice_sent", "Invoice Sent", "'u3'", 1, ", 70, 'i4'");
    call("tracks", "9", "invoice_voided", "Invoice Voided", "'u3'", 1, "");
    execute(
        PresetFacts.text(Preset.RUDDERSTACK, "sql/rudderstack-events.sql")
            .replace("rudder.events", "rudder_events")
            .replace("rudder.", ""));
  }

  @Test
  void theTablesOfEventsHaveTheProperties() {
    assertThat(PresetFacts.of(STORE, Preset.RUDDERSTACK, "rudder.events", "rudder_events"))
        .containsExactlyInAnyOrder(
            "u1 2026-03-03T00:00:00Z [pro, ads]", "u2 never [null, ads]", "u3 never [pro, ads]");
  }

  @Test
  void noCallIsThereTwiceForBeingInTwoTables() {
    assertThat(
            STORE
                .store()
                .list(
                    Query.of("SELECT DISTINCT id, amount FROM rudder_events ORDER BY id, amount"),
                    row -> row.text("id")))
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
  }

  private static void table(String name, String properties) {
    execute(
        "CREATE TABLE "
            + name
            + " ("
            + COMMON
            + properties
            + ") ENGINE = ReplacingMergeTree ORDER BY (received_at, id)"
            + " PARTITION BY toDate(received_at)");
  }

  /** A call whose device is an hour slow, some days after the first of March. */
  private static void call(
      String table, String id, String event, String text, String user, int day, String properties) {
    execute(
        """
        INSERT INTO %s SELECT '%s', at + 5, '%s', '%s', %s, 'browser', at - 3600, at - 3595, at,
          at + 60, 'web', 'ads', 'RudderLabs JavaScript SDK', '192.0.2.1'%s
        FROM (SELECT toDateTime('2026-03-01 00:00:00', 'UTC') + toIntervalDay(%d) AS at)
        """
            .formatted(table, id, event, text, user, properties, day));
  }

  private static void execute(String sql) {
    STORE.admin().execute(Query.of(sql));
  }
}
