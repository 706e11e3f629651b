package dev.firstvalue.definition.evaluate;

import static dev.firstvalue.definition.evaluate.Rows.event;
import static dev.firstvalue.definition.evaluate.Rows.micros;
import static dev.firstvalue.definition.evaluate.Rows.withId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sequences whose events may be of one instant, each another event by its id. */
class ChainsTest {
  private static final String MODEL =
      """
      apiVersion: firstvalue/v1
      kind: EventModel
      metadata: {name: letters}
      spec:
        events: {table: events, timestamp: ts, event: event, eventId: event_id}
        entities: {user: {column: user_id}}
        catalog: {begin: {preparation: true}, a: {}, b: {}, c: {}, d: {}}
      """;

  private static Plan plan(String... events) {
    StringBuilder definition =
        new StringBuilder(
            """
            apiVersion: firstvalue/v1
            kind: ValueEvent
            metadata: {name: letters}
            spec:
              entity: user
              start: {event: begin}
              within: 1d
              qualifies:
                simultaneous: true
                sequence:
            """);
    for (String event : events) {
      definition.append("      - {event: ").append(event).append("}\n");
    }
    Repository repository =
        Repository.read(
            new TreeMap<>(
                Map.of(
                    "event-model.yaml",
                    MODEL.getBytes(StandardCharsets.UTF_8),
                    "definitions/letters.yaml",
                    definition.toString().getBytes(StandardCharsets.UTF_8))));
    return Binder.plan(
            repository.eventModel().orElseThrow(),
            repository.definitions().values().iterator().next())
        .orThrow();
  }

  /** When value is reached by these events of second 5: a name and an id each. */
  private static @Nullable Long reached(Plan plan, List<String> eventsWithIds) {
    List<Event> events = new ArrayList<>(List.of(withId(event(0, "begin", "u"), "begin")));
    for (String each : eventsWithIds) {
      events.add(withId(event(5, each.substring(0, 1), "u"), each.substring(1)));
    }
    Question question =
        new Question(
            plan, Instant.parse("2026-01-01T00:00:00Z"), Optional.empty(), Optional.empty());
    return Evaluation.of(question, events, List.of()).facts().rows().getFirst().qualifiedAt();
  }

  @Test
  void anEventIsUsedOnce() {
    Plan plan = plan("a", "b", "a");

    assertThat(reached(plan, List.of("a1", "b2"))).isNull();
    assertThat(reached(plan, List.of("a1", "b1", "a3"))).isNull();
    assertThat(reached(plan, List.of("a1", "b2", "a3"))).isEqualTo(micros(5));
    assertThat(reached(plan("a", "b", "c", "a"), List.of("a1", "b2", "c3"))).isNull();
  }

  /** Of sets of five of eighty ids there are 24 million; no later link asks for most of them. */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void manyEventsOfOneInstantAreNoReasonToBuildEverySetOfThem() {
    List<String> events = new ArrayList<>();
    for (int id = 0; id < 20; id++) {
      for (String name : List.of("a", "b", "c", "d")) {
        events.add(name + id + name);
      }
    }

    assertThat(reached(plan("a", "b", "c", "d", "c", "b"), events)).isEqualTo(micros(5));
  }
}
