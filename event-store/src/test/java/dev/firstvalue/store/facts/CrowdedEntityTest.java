package dev.firstvalue.store.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentKind;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.EventLimits;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.QueryJournal;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.sql.Relation;
import dev.firstvalue.store.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One entity with three million events beside a hundred with three each, in little memory. */
class CrowdedEntityTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final EventLimits LIMITS = new EventLimits(50_000, 10_000, 1_000);
  private static final long MEMORY = 140L << 20;

  private static final String MODEL =
      """
      apiVersion: firstvalue/v1
      kind: EventModel
      metadata: {name: crowd}
      spec:
        events: {table: crowd, timestamp: ts, event: event, eventId: event_id}
        entities: {user: {column: user_id}}
        catalog: {signed_up: {preparation: true}, lesson: {}}
      """;
  private static final String DEFINITION =
      """
      apiVersion: firstvalue/v1
      kind: ValueEvent
      metadata: {name: lessons, owners: [growth]}
      spec:
        entity: user
        start: {event: signed_up}
        within: 60d
        qualifies: {event: lesson, atLeast: 3}
      """;

  @BeforeAll
  static void fill() {
    Store admin = STORE.admin();
    admin.execute(
        Query.of(
            """
            CREATE TABLE crowd
            ENGINE = MergeTree
            ORDER BY (event, user_id)
            AS
            SELECT
              toDateTime64('2026-01-01 00:00:00', 6, 'UTC') + toIntervalSecond(number) AS ts,
              'lesson' AS event,
              toString(number) AS event_id,
              if(number < 300, concat('u', toString(number % 100)), 'robot') AS user_id
            FROM numbers(3000000)
            """));
    admin.execute(
        Query.of(
            """
            INSERT INTO crowd
            SELECT DISTINCT toDateTime64('2025-12-31 00:00:00', 6, 'UTC'), 'signed_up', user_id, user_id
            FROM crowd
            """));
  }

  @Test
  void oneEntityDoesNotTakeTheMemoryOfAll() {
    Store little = little();
    assertThatThrownBy(
            () -> new ClickHouseFacts(little).rows(question(), Relation.FACTS, row -> {}))
        .as("with every key of it")
        .isInstanceOfSatisfying(
            FirstvalueException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_MEMORY_EXCEEDED));

    List<EntityFacts> facts = new ArrayList<>();
    ClickHouseFacts source = new ClickHouseFacts(little);
    source.facts(question(), facts::add);
    assertThat(facts).hasSize(101);
    assertThat(facts)
        .filteredOn(EntityFacts::setAside)
        .extracting(EntityFacts::entity)
        .containsExactly("robot");
    assertThat(facts).filteredOn(each -> each.qualifiedAt() != null).hasSize(100);
    assertThat(source.setAside(question(), 10)).containsExactly("robot");
    assertThat(source.fold(question(), List.of(Fold.by(new FactKey.SetAside()))).getFirst().rows())
        .extracting(row -> row.values() + " " + row.count())
        .containsExactlyInAnyOrder("[false] 100", "[true] 1");
  }

  @Test
  void whereMemoryIsPlentyNothingIsAskedFirst() {
    QueryJournal journal = new QueryJournal();
    new ClickHouseFacts(STORE.store().withJournal(journal)).facts(question(), facts -> {});
    assertThat(journal.runs())
        .extracting(run -> run.purpose())
        .contains("facts of a definition")
        .doesNotContain("most events of one entity");
  }

  private static Store little() {
    Store store = STORE.store();
    return store.withLimits(store.limits().withMemoryBytes(MEMORY));
  }

  private static Question question() {
    return new Question(
        Binder.plan(
                (Document.OfEventModel) read("event-model.yaml", DocumentKind.EVENT_MODEL, MODEL),
                (Document.OfValueEvent)
                    read("definitions/lessons.yaml", DocumentKind.VALUE_EVENT, DEFINITION))
            .orThrow(),
        Instant.parse("2026-06-01T00:00:00Z"),
        Optional.empty(),
        Optional.empty(),
        LIMITS);
  }

  private static Document read(String path, DocumentKind kind, String yaml) {
    return switch (DocumentReader.read(path, yaml.getBytes(StandardCharsets.UTF_8), kind)) {
      case Read.Accepted(Document document) -> document;
      case Read.Refused refused -> throw new IllegalArgumentException(refused.toString());
    };
  }
}
