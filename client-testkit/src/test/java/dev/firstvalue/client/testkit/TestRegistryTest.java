package dev.firstvalue.client.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.client.ClientState;
import dev.firstvalue.client.DefinitionEvaluator;
import dev.firstvalue.client.FirstvalueClient;
import dev.firstvalue.client.RegistryConnection;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.v1.EventModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestRegistryTest {
  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
  private static final Instant LATER = MONDAY.plus(Duration.ofDays(30));

  private static final String MODEL =
      """
      apiVersion: firstvalue/v1
      kind: EventModel
      metadata: {name: lingo}
      spec:
        events: {table: analytics.events, timestamp: ts, event: event, properties: properties}
        entities:
          user: {column: user_id}
        catalog:
          signed_up: {preparation: true}
          lesson_completed: {properties: {seconds: INT}}
      """;

  private TestRegistry registry;

  @BeforeEach
  void start() {
    registry = TestRegistry.start();
    registry.write("event-model.yaml", MODEL);
    registry.write("definitions/lessons.yaml", definition(2));
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void aProgramCountsByTheActiveVersion() {
    try (FirstvalueClient client = registry.client().build()) {
      DefinitionEvaluator lessons = client.evaluator("lessons");
      List<EntityFacts> facts = lessons.facts(log(), LATER);

      assertThat(lessons.version().getVersion()).isEqualTo(1);
      assertThat(facts).extracting(EntityFacts::entity).containsExactly("ana", "ben");
      // Ana's second real lesson is on Wednesday; Ben skipped through his.
      assertThat(facts.getFirst().qualifiedAt())
          .isEqualTo(Micros.of(MONDAY.plus(Duration.ofDays(2))));
      assertThat(facts.getLast().qualifiedAt()).isNull();
    }
  }

  @Test
  void whatIsNotKnownYetIsNotCounted() {
    try (FirstvalueClient client = registry.client().build()) {
      List<EntityFacts> facts =
          client.evaluator("lessons").facts(log(), MONDAY.plus(Duration.ofDays(2)));
      assertThat(facts.getFirst().qualifiedAt()).isNull();
    }
  }

  @Test
  void anotherEventModelIsTakenAlongWithTheVersionsThatNeedIt() throws InterruptedException {
    try (FirstvalueClient client = registry.client().build()) {
      assertThat(client.evaluator("lessons").facts(log(), LATER)).hasSize(2);

      registry.write("event-model.yaml", MODEL.replace("timestamp: ts", "timestamp: at"));
      registry.write("event-model.yaml", MODEL + "  exclude: 'properties.seconds > 100'\n");
      DefinitionEvaluator evaluator = await(client, 2);
      assertThat(evaluator.facts(log(), LATER).getFirst().qualifiedAt())
          .isEqualTo(Micros.of(MONDAY.plus(Duration.ofDays(3))));
    }
  }

  @Test
  void aProgramThatStartsInAnOutageCountsOnByItsLastGoodAnswers() {
    try (FirstvalueClient client = registry.client().build()) {
      client.evaluator("lessons");
    }
    registry.stop();
    try (FirstvalueClient client = registry.client().build()) {
      assertThat(client.evaluator("lessons").facts(log(), LATER).getFirst().qualifiedAt())
          .isNotNull();
      assertThat(client.state()).isEqualTo(ClientState.STALE);
      registry.resume();
      registry.write("definitions/lessons.yaml", definition(1));
      await(client, 2);
      assertThat(client.state()).isEqualTo(ClientState.READY);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aModelByWhichAVersionWouldMeanSomethingElseIsRefused() {
    EventModel other;
    try (TestRegistry elsewhere = TestRegistry.start()) {
      elsewhere.write("event-model.yaml", MODEL + "  exclude: 'properties.seconds > 100'\n");
      elsewhere.write("definitions/lessons.yaml", definition(2));
      try (RegistryConnection connection =
              RegistryConnection.to(elsewhere.target(), Duration.ofSeconds(10));
          FirstvalueClient ours = registry.client().build()) {
        other = connection.eventModel();
        assertError(
            ErrorCode.MEANING_DIFFERS,
            () -> DefinitionEvaluator.of(other, ours.activeDefinition("lessons")));
      }
    }
  }

  @Test
  void documentsThatCannotBeUsedFailTheTestThatWritesThem(@TempDir Path folder) throws Exception {
    assertError(
        ErrorCode.DOCUMENT_INVALID,
        () -> registry.write("definitions/lessons.yaml", "kind: ValueEvent\n"));
    assertError(ErrorCode.FILE_NOT_FOUND, () -> registry.writeAll(folder));

    Files.createDirectory(folder.resolve("definitions"));
    Files.writeString(folder.resolve("definitions/lessons.yaml"), definition(3));
    Files.writeString(folder.resolve("notes.yaml"), "not ours");
    registry.writeAll(folder);
    try (FirstvalueClient client = registry.client().build()) {
      assertThat(client.activeDefinition("lessons").getVersion()).isEqualTo(2);
      registry.delete("definitions/lessons.yaml");
      assertError(ErrorCode.DEFINITION_RETIRED, () -> fresh("lessons"));
    }
  }

  private void fresh(String name) {
    try (FirstvalueClient client = registry.client().build()) {
      client.activeDefinition(name);
    }
  }

  /** Asks until the watch has brought a version: each answer comes at once. */
  private static DefinitionEvaluator await(FirstvalueClient client, int version)
      throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    // The version is there a moment before the client says that all of its revision is.
    while (client.activeDefinition("lessons").getVersion() < version
        || client.state() != ClientState.READY) {
      assertThat(System.nanoTime()).as("the watch brings version " + version).isLessThan(end);
      Thread.onSpinWait();
    }
    return client.evaluator("lessons");
  }

  private static List<Event> log() {
    List<Event> log = new ArrayList<>();
    for (String user : List.of("ana", "ben")) {
      log.add(event(user, "signed_up", 0, Map.of()));
      for (int day = 1; day <= 3; day++) {
        String seconds = user.equals("ben") ? "5" : day == 2 ? "120" : "40";
        log.add(event(user, "lesson_completed", day, Map.of("seconds", seconds)));
      }
    }
    return log;
  }

  private static Event event(String user, String name, int day, Map<String, String> properties) {
    return new Event(
        Micros.of(MONDAY.plus(Duration.ofDays(day))), name, null, user, null, properties);
  }

  private static String definition(int lessons) {
    return """
    apiVersion: firstvalue/v1
    kind: ValueEvent
    metadata: {name: lessons}
    spec:
      stage: ACTIVATION
      entity: user
      start: {event: signed_up}
      within: 7d
      qualifies: {event: lesson_completed, where: 'properties.seconds >= 30', atLeast: %d}
    """
        .formatted(lessons);
  }

  private static void assertError(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(InstanceOfAssertFactories.type(FirstvalueException.class))
        .extracting(FirstvalueException::code)
        .isEqualTo(code);
  }
}
