package dev.firstvalue.store.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.preset.Preset;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.testkit.TestStore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each preset counts its own definition on its tool's layout of tables: one of two gets there. */
class PresetTablesTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  @Test
  void posthogKeepsPropertiesAsJsonInAString() {
    execute(
        """
        CREATE TABLE posthog_events (
          uuid UUID, event String, properties String, timestamp DateTime64(6, 'UTC'),
          team_id Int64, distinct_id String, elements_chain String,
          created_at DateTime64(6, 'UTC'), person_id UUID
        ) ENGINE = ReplacingMergeTree
        PARTITION BY toYYYYMM(timestamp)
        ORDER BY (team_id, toDate(timestamp), event, cityHash64(distinct_id), cityHash64(uuid))
        """);
    execute(
        """
        INSERT INTO posthog_events SELECT
          generateUUIDv4(), event, properties, '2026-03-01 00:00:00'::DateTime64(6, 'UTC')
            + toIntervalDay(day), 1, 'device', '', now64(6), toUUID(person)
        FROM values('event String, properties String, day UInt8, person String',
          ('user signed up', '{"plan":"free","$os":"Linux"}', 0, '00000000-0000-4000-8000-000000000001'),
          ('file uploaded', '{"file_id":"a","size":12}', 1, '00000000-0000-4000-8000-000000000001'),
          ('file shared', '{"file_id":"a"}', 2, '00000000-0000-4000-8000-000000000001'),
          ('user signed up', '{}', 0, '00000000-0000-4000-8000-000000000002'),
          ('$autocapture', '{}', 1, '00000000-0000-4000-8000-000000000002'))
        """);

    assertThat(facts(Preset.POSTHOG, "posthog.events", "posthog_events"))
        .containsExactlyInAnyOrder(
            "00000000-0000-4000-8000-000000000001 2026-03-03T00:00:00Z [free, null]",
            "00000000-0000-4000-8000-000000000002 never [null, null]");
  }

  @Test
  void segmentKeepsTheContextOfCallsInColumns() {
    execute(
        """
        CREATE TABLE tracks (
          id String, received_at DateTime64(3, 'UTC'), anonymous_id Nullable(String),
          user_id Nullable(String), event String, event_text String,
          original_timestamp DateTime64(3, 'UTC'), sent_at DateTime64(3, 'UTC'),
          timestamp DateTime64(3, 'UTC'), context_campaign_name Nullable(String),
          context_campaign_source Nullable(String), context_page_path Nullable(String)
        ) ENGINE = MergeTree ORDER BY (event, timestamp)
        """);
    execute(
        """
        INSERT INTO tracks SELECT
          id, at, 'browser', user_id, event, event, at, at, at, NULL, source, '/start'
        FROM (SELECT *, '2026-03-01 00:00:00'::DateTime64(3, 'UTC') + toIntervalDay(day) AS at
          FROM values('id String, user_id Nullable(String), event String, source Nullable(String), day UInt8',
            ('1', 'u1', 'signed_up', 'ads', 0), ('2', 'u1', 'project_created', NULL, 1),
            ('3', 'u1', 'project_shared', NULL, 2), ('4', 'u2', 'signed_up', NULL, 0),
            ('5', NULL, 'project_shared', NULL, 1)))
        """);

    assertThat(facts(Preset.SEGMENT, "segment.tracks", "tracks"))
        .containsExactlyInAnyOrder("u1 2026-03-03T00:00:00Z [ads]", "u2 never [null]");
  }

  @Test
  void segmentsViewBringsThePropertiesOfEvents() {
    execute("CREATE TABLE calls (id String, user_id String) ENGINE = MergeTree ORDER BY id");
    execute("CREATE TABLE signed_up (id String, plan String) ENGINE = MergeTree ORDER BY id");
    execute(
        "CREATE TABLE project_created (id String, project_id String) ENGINE = MergeTree ORDER BY"
            + " id");
    execute("INSERT INTO calls VALUES ('1', 'u1'), ('2', 'u1')");
    execute("INSERT INTO signed_up VALUES ('1', 'free')");
    execute("INSERT INTO project_created VALUES ('2', 'p')");
    execute(
        text(Preset.SEGMENT, "sql/segment-events.sql")
            .replace("segment.tracks", "calls")
            .replace("segment.events", "segment_events")
            .replace("segment.", ""));

    assertThat(
            STORE
                .store()
                .list(
                    Query.of("SELECT id, plan, project_id FROM segment_events ORDER BY id"),
                    row ->
                        row.text("id")
                            + " "
                            + row.textOrNull("plan")
                            + " "
                            + row.textOrNull("project_id")))
        .containsExactly("1 free null", "2 null p");
  }

  @Test
  void analyticsNestsItsParameters() {
    execute(
        """
        CREATE TABLE ga4_events (
          event_date String, event_timestamp Int64, event_name String,
          event_params Array(Tuple(key String, value Tuple(string_value Nullable(String),
            int_value Nullable(Int64), float_value Nullable(Float64),
            double_value Nullable(Float64)))),
          user_id Nullable(String), user_pseudo_id Nullable(String)
        ) ENGINE = MergeTree ORDER BY event_timestamp
        """);
    execute(
        """
        INSERT INTO ga4_events VALUES
          ('20260301', 1772323200000000, 'first_visit',
            [('page_location', ('https://shop.example/', NULL, NULL, NULL))], NULL, 'p1'),
          ('20260301', 1772326800000000, 'purchase',
            [('value', (NULL, NULL, NULL, 19.5)), ('currency', ('EUR', NULL, NULL, NULL))], 'u1', 'p1'),
          ('20260301', 1772323200000000, 'first_visit', [], NULL, 'p2'),
          ('20260301', 1772326800000000, 'purchase', [('value', (NULL, 0, NULL, NULL))], NULL, 'p2')
        """);
    execute(
        text(Preset.GA4, "sql/ga4-events.sql")
            .replace("ga4.events_view", "ga4_events_view")
            .replaceAll("(?m)^FROM ga4.events$", "FROM ga4_events"));

    assertThat(facts(Preset.GA4, "ga4.events_view", "ga4_events_view"))
        .containsExactlyInAnyOrder("p1 2026-03-01T01:00:00Z []", "p2 never []");
  }

  private static List<String> facts(Preset preset, String presetTable, String table) {
    return PresetFacts.of(STORE, preset, presetTable, table);
  }

  private static String text(Preset preset, String path) {
    return PresetFacts.text(preset, path);
  }

  private static void execute(String sql) {
    STORE.admin().execute(Query.of(sql));
  }
}
