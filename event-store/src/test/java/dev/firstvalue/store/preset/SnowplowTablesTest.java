package dev.firstvalue.store.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.preset.Preset;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.testkit.TestStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Snowplow's atomic.events, as copied with JSON columns and as ClickHouse reads it from Iceberg,
 * where a struct is a Tuple and a list of structs an Array of Tuples.
 */
class SnowplowTablesTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          copied  | JSON | JSON | Array(JSON)
          iceberg | Tuple(report_id Nullable(String)) | Tuple(report_id Nullable(String), recipients Nullable(Int64)) | Array(Tuple(workspace_id Nullable(String), seats Nullable(Int64)))
          """)
  void selfDescribingEventsAndEntitiesAreObjectsInColumns(
      String name, String created, String shared, String workspaces) {
    execute(
        """
        CREATE TABLE %s_events (
          app_id Nullable(String), platform Nullable(String), etl_tstamp Nullable(DateTime64(6, 'UTC')),
          collector_tstamp DateTime64(6, 'UTC'), dvce_created_tstamp Nullable(DateTime64(6, 'UTC')),
          event Nullable(String), event_id String, user_id Nullable(String),
          domain_userid Nullable(String), mkt_source Nullable(String), page_urlpath Nullable(String),
          derived_tstamp Nullable(DateTime64(6, 'UTC')), event_vendor Nullable(String),
          event_name Nullable(String),
          unstruct_event_com_acme_report_created_1 %s,
          unstruct_event_com_acme_report_shared_1 %s,
          contexts_com_acme_workspace_1 %s,
          load_tstamp Nullable(DateTime64(6, 'UTC'))
        ) ENGINE = MergeTree ORDER BY collector_tstamp
        """
            .formatted(name, created, shared, workspaces));
    insert(name, "1", "sign_up", "u1", 0, "{}", "{}");
    insert(name, "2", "report_created", "u1", 1, "{\"report_id\":\"r1\"}", "{}");
    insert(name, "3", "report_shared", "u1", 2, "{}", "{\"report_id\":\"r1\",\"recipients\":2}");
    insert(name, "4", "sign_up", "u2", 0, "{}", "{}");
    insert(name, "5", "report_shared", "u2", 1, "{}", "{\"report_id\":\"r2\",\"recipients\":0}");
    insert(name, "6", "report_shared", null, 1, "{}", "{\"report_id\":\"r3\",\"recipients\":7}");
    execute(
        PresetFacts.text(Preset.SNOWPLOW, "sql/snowplow-events.sql")
            .replace("atomic.events_view", name + "_view")
            .replace("FROM atomic.events", "FROM " + name + "_events"));

    assertThat(PresetFacts.of(STORE, Preset.SNOWPLOW, "atomic.events_view", name + "_view"))
        .containsExactlyInAnyOrder(
            "u1 2026-03-03T00:00:00.250Z [newsletter]", "u2 never [newsletter]");
    assertThat(
            STORE
                .store()
                .list(
                    Query.of(
                        "SELECT event_id, workspace_id, report_id, recipients FROM "
                            + name
                            + "_view ORDER BY event_id"),
                    row ->
                        row.textOrNull("workspace_id")
                            + " "
                            + row.textOrNull("report_id")
                            + " "
                            + row.textOrNull("recipients")))
        .containsExactly(
            "w1 null null", "w1 r1 null", "w1 r1 2", "w1 null null", "w1 r2 0", "w1 r3 7");
  }

  /** An event whose device is a day fast, some days after the first of March. */
  private static void insert(
      String name,
      String id,
      String event,
      @Nullable String user,
      int day,
      String created,
      String shared) {
    execute(
        """
        INSERT INTO %s_events FORMAT JSONEachRow
        {"app_id":"web","platform":"web","etl_tstamp":"2026-03-0%d 00:00:03","collector_tstamp":"2026-03-0%d 00:00:02",\
        "dvce_created_tstamp":"2026-03-0%d 00:00:00.25","event":"unstruct","event_id":"%s","user_id":%s,\
        "domain_userid":"4b0dfa75-9a8c-46a1-9691-01add9db4200","mkt_source":"newsletter","page_urlpath":"/",\
        "derived_tstamp":"2026-03-0%d 00:00:00.25","event_vendor":"com.acme","event_name":"%s",\
        "unstruct_event_com_acme_report_created_1":%s,"unstruct_event_com_acme_report_shared_1":%s,\
        "contexts_com_acme_workspace_1":[{"workspace_id":"w1","seats":5}],"load_tstamp":"2026-03-0%d 00:05:00"}
        """
            .formatted(
                name,
                day + 1,
                day + 1,
                day + 2,
                id,
                user == null ? "null" : "\"" + user + "\"",
                day + 1,
                event,
                created,
                shared,
                day + 1));
  }

  private static void execute(String sql) {
    STORE.admin().execute(Query.of(sql));
  }
}
