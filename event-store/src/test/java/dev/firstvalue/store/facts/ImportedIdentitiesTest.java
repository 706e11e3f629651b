package dev.firstvalue.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.load.Loader;
import dev.firstvalue.store.load.LogTable;
import dev.firstvalue.store.load.file.ImportPlan;
import dev.firstvalue.store.load.file.ImportProgress;
import dev.firstvalue.store.load.file.Importer;
import dev.firstvalue.store.testkit.TestStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From files of events and links to the facts of a user who signed up before being known. */
class ImportedIdentitiesTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final String MODEL =
      """
      apiVersion: firstvalue/v1
      kind: EventModel
      metadata: {name: lingo}
      spec:
        events: {table: events, timestamp: ts, event: event, properties: properties}
        entities: {user: {column: user_id}}
        identities: {table: identities, alias: alias, canonical: canonical, timestamp: ts}
        catalog: {signed_up: {preparation: true}, lesson: {}}
      """;

  private static final String DEFINITION =
      """
      apiVersion: firstvalue/v1
      kind: ValueEvent
      metadata: {name: first-lesson}
      spec:
        entity: user
        start: {event: signed_up}
        within: 7d
        qualifies: {event: lesson}
      """;

  @TempDir private Path folder;

  @Test
  void anAnonymousSignUpIsThatOfTheUserWhomItLeadsTo() throws IOException {
    load(
        """
        event,timestamp,user
        signed_up,2026-03-01T12:00:00Z,anonymous-1
        lesson,2026-03-02T12:00:00Z,ana
        lesson,2026-03-02T12:00:00Z,anonymous-2
        """,
        """
        anonymous,person,linked
        anonymous-1,ben,2026-03-01T12:00:01Z
        anonymous-1,ana,2026-03-01T13:00:00Z
        anonymous-1,cleo,2026-06-01T00:00:00Z
        """);

    assertThat(facts("events", "identities"))
        .containsExactly("ana 2026-03-01T12:00:00Z 2026-03-02T12:00:00Z");
    assertThat(new ClickHouseFacts(STORE.store()).quality(question("events", "identities")).links())
        .contains(new RowQuality.Links(1, 1, 0));
    assertThat(new ClickHouseFacts(STORE.store()).events(question("events", "identities"), "ana"))
        .extracting(event -> event.user() + " " + event.name())
        .containsExactlyInAnyOrder("ana signed_up", "ana lesson");
  }

  /** Ids that are no texts become texts where they are joined. */
  @ParameterizedTest
  @ValueSource(strings = {"UInt64", "Nullable(Int32)", "LowCardinality(String)"})
  void idsOfOtherTypesAreJoinedAsTexts(String type) throws IOException {
    load(
        """
        event,timestamp,user
        signed_up,2026-03-01T12:00:00Z,17
        lesson,2026-03-02T12:00:00Z,4
        signed_up,2026-03-01T12:00:00Z,0
        """,
        """
        anonymous,person,linked
        17,4,2026-03-01T12:00:01Z
        0,4,2026-03-01T12:00:01Z
        4,0,2026-03-01T12:00:01Z
        """);
    copy("events", "typed_events", "user_id", type);
    copy("identities", "half_typed", "alias", type);
    copy("half_typed", "typed_identities", "canonical", type);

    assertThat(facts("typed_events", "typed_identities"))
        .containsExactly("4 2026-03-01T12:00:00Z 2026-03-02T12:00:00Z");
  }

  private static void copy(String from, String to, String column, String type) {
    STORE
        .admin()
        .execute(
            Query.of(
                "CREATE OR REPLACE TABLE "
                    + to
                    + " ENGINE = MergeTree ORDER BY ts AS SELECT * REPLACE (CAST("
                    + column
                    + " AS "
                    + type
                    + ") AS "
                    + column
                    + ") FROM "
                    + from));
  }

  private void load(String events, String identities) throws IOException {
    try (Loader loader = Loader.open(STORE.adminTarget())) {
      for (LogTable table : LogTable.values()) {
        loader.store().execute(Query.of("TRUNCATE TABLE " + table.table() + " SYNC"));
      }
      Importer importer = new Importer(loader, ImportProgress.Listener.NONE);
      Path rejects = folder.resolve("rejects.csv");
      importer.importFile(
          Files.writeString(folder.resolve("events.csv"), events),
          ImportPlan.of(LogTable.EVENTS),
          rejects);
      importer.importFile(
          Files.writeString(folder.resolve("links.csv"), identities),
          ImportPlan.of(LogTable.IDENTITIES)
              .withMapping(
                  Map.of("anonymous", "alias", "person", "canonical", "linked", "timestamp")),
          rejects);
    }
  }

  private static List<String> facts(String events, String identities) {
    List<EntityFacts> facts = new ArrayList<>();
    new ClickHouseFacts(STORE.store()).facts(question(events, identities), facts::add);
    return facts.stream()
        .map(each -> each.entity() + " " + at(each.timeZero()) + " " + at(each.qualifiedAt()))
        .toList();
  }

  private static Instant at(@Nullable Long micros) {
    return Instant.EPOCH.plusNanos(Objects.requireNonNull(micros) * 1_000);
  }

  private static Question question(String events, String identities) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    String model =
        MODEL
            .replace("table: events", "table: " + events)
            .replace("table: identities", "table: " + identities);
    files.put("event-model.yaml", model.getBytes(StandardCharsets.UTF_8));
    files.put("definitions/first-lesson.yaml", DEFINITION.getBytes(StandardCharsets.UTF_8));
    Repository repository = Repository.read(files);
    return new Question(
        Binder.plan(
                repository.eventModel().orElseThrow(),
                repository.definitions().values().iterator().next())
            .orThrow(),
        Instant.parse("2026-06-01T00:00:00Z"),
        Optional.empty(),
        Optional.empty());
  }
}
