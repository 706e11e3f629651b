package dev.firstvalue.definition.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentKind;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.evaluate.Evaluation;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.explain.Clause.State;
import dev.firstvalue.definition.facts.Question;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplainerTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private static final String MODEL =
      """
      apiVersion: firstvalue/v1
      kind: EventModel
      metadata: {name: school}
      spec:
        events: {table: events, timestamp: ts, event: event, eventId: id, properties: properties}
        entities: {user: {column: user_id}}
        timeZone: UTC
        exclude: 'properties.test == true'
        catalog:
          begun: {preparation: true, properties: {role: STRING}}
          done: {properties: {lesson: STRING, seconds: INT, test: BOOL}}
          sent: {properties: {to: STRING}}
          opened: {properties: {lesson: STRING}}
          left: {properties: {lesson: STRING}}
      """;

  private static final String DEFINITION =
      """
      apiVersion: firstvalue/v1
      kind: ValueEvent
      metadata: {name: lessons, title: Lessons, owners: [growth]}
      spec:
        stage: ACTIVATION
        status: ACTIVE
        promise: p
        rationale: r
        entity: user
        start: {event: begun, newness: 2d}
        within: 7d
        qualifies: %s
        milestones: [{name: opened, condition: {event: opened}}]
        variants: [{name: teachers, when: 'start.properties.role == "teacher"', qualifies: {event: sent}}]
      """;

  private final Event begun = event(0, "begun");

  @Test
  void aCountSaysWhatEachEventWasToIt() {
    Explanation told =
        told(
            "{event: done, where: 'properties.seconds >= 30', distinct: properties.lesson,"
                + " atLeast: 3}",
            100,
            begun,
            done(-1, "z", "50"),
            done(1, "a", "40"),
            done(2, "b", "10"),
            done(3, "b", "none"),
            done(4, "a", "40"),
            done(5, "b", "30"));
    Clause clause = told.qualifies().orElseThrow();
    assertThat(told.standing()).isEqualTo(Standing.NOT_NEW);
    assertThat(clause.progress()).isEqualTo(new Progress.Count(2, 3));
    assertThat(clause.state()).isEqualTo(State.OPEN);
    assertThat(clause.ends() - told.watermark()).isEqualTo(hours(68));
    assertThat(notes(told, "spec.qualifies"))
        .containsExactly(
            "before the window",
            "1st of 3",
            "where is false",
            "where is unknown",
            "repeats a",
            "2nd of 3");
  }

  @Test
  void aTotalSaysWhatEachEventAdds() {
    Explanation told =
        told(
            "{event: done, sum: properties.seconds, atLeast: 100}",
            24 * 8,
            begun,
            done(1, "a", "60"),
            done(2, "a", "none"),
            done(3, "a", "50"),
            done(4, "a", "50"));
    assertThat(told.qualifies().orElseThrow().at()).isEqualTo(at(3));
    assertThat(told.standing()).isEqualTo(Standing.QUALIFIED);
    assertThat(notes(told, "spec.qualifies"))
        .containsExactly(
            "adds 60: 60 of 100",
            "the value that is counted is unknown",
            "adds 50: 110 of 100",
            "held already");
  }

  @Test
  void aSequenceSaysHowFarItsChainsCome() {
    String form = "{sequence: [{event: opened}, {event: done}, {event: sent}], gap: 2h}";
    Explanation told =
        told(
            form,
            48,
            begun,
            event(1, "opened"),
            done(10, "a", "1"),
            event(11, "opened"),
            done(12, "a", "1"));
    Clause clause = told.qualifies().orElseThrow();
    assertThat(clause.progress()).isEqualTo(new Progress.Steps(2, 3));
    assertThat(notes(told, "spec.qualifies.sequence[1]"))
        .containsExactly("step 2 of 3, but follows no step 1", "step 2 of 3");
  }

  @Test
  void aShareSaysWhatItIsAndWhenItIsLookedAt() {
    String form =
        "{ratio: {of: {event: opened}, to: {event: sent}, above: 0.5, from: 2, after: 1d}}";
    Explanation told =
        told(
            form,
            48,
            begun,
            event(1, "sent"),
            event(2, "sent"),
            event(3, "opened"),
            event(30, "opened"));
    Clause clause = told.qualifies().orElseThrow();
    assertThat(clause.progress()).isEqualTo(new Progress.Ratio(1, 2, 0.5, 2, at(25)));
    assertThat(clause.state()).isEqualTo(State.OVER);
    assertThat(notes(told, "spec.qualifies.ratio.of")).containsExactly("1st", "after the look");
  }

  @Test
  void ofGroupsTheNearestIsTold() {
    String form = "{event: done, per: [properties.lesson], atLeast: 3}";
    Explanation told =
        told(
            form,
            48,
            begun,
            done(1, "a", "1"),
            done(2, "b", "1"),
            done(3, "b", "1"),
            event(4, "done"));
    Clause clause = told.qualifies().orElseThrow();
    assertThat(clause.progress()).isEqualTo(new Progress.Count(2, 3));
    assertThat(clause.group()).containsExactly(Map.entry("properties.lesson", "b"));
    assertThat(notes(told, "spec.qualifies")).contains("a key of its group is unknown");
  }

  @Test
  void aVetoedGroupIsNotTheNearestWhileAnotherMayCome() {
    String form = "{event: done, per: [properties.lesson], atLeast: 2, unless: {event: left}}";
    Event leftA = event(2, "left", "lesson", "a");
    Explanation told = told(form, 48, begun, done(1, "a", "1"), leftA, done(3, "a", "1"));
    Clause clause = told.qualifies().orElseThrow();
    assertThat(clause.state()).isEqualTo(State.OPEN);
    assertThat(clause.progress()).isEqualTo(new Progress.Count(0, 2));
  }

  @Test
  void aVetoSaysWhatRuledItOut() {
    Explanation told =
        told(
            "{event: done, atLeast: 2, unless: {event: left}}",
            48,
            begun,
            done(1, "a", "1"),
            event(2, "left"),
            done(3, "a", "1"));
    Clause clause = told.qualifies().orElseThrow();
    assertThat(clause.state()).isEqualTo(State.VETOED);
    assertThat(clause.unless().orElseThrow().at()).isEqualTo(at(2));
    assertThat(told.standing()).isEqualTo(Standing.MISSED);
    assertThat(notes(told, "spec.qualifies.unless")).containsExactly("1st of 1");
  }

  @Test
  void partsHaveTheirOwnWindows() {
    String form = "{any: [{event: done, within: 1h}, {event: sent}, {event: opened}], atLeast: 2}";
    Explanation told = told(form, 48, begun, done(2, "a", "1"), event(3, "sent"));
    Clause clause = told.qualifies().orElseThrow();
    assertThat(clause.progress()).isEqualTo(new Progress.Parts(1, 2));
    assertThat(clause.state()).isEqualTo(State.OPEN);
    assertThat(clause.parts())
        .extracting(Clause::state)
        .containsExactly(State.OVER, State.HOLDS, State.OPEN);
    assertThat(notes(told, "spec.qualifies.any[0]")).containsExactly("after the window");
  }

  @Test
  void allIsOverWhenOnePartIs() {
    Explanation told =
        told("{all: [{event: done, within: 1h}, {event: sent}]}", 48, begun, event(3, "sent"));
    assertThat(told.qualifies().orElseThrow().state()).isEqualTo(State.OVER);
    assertThat(told.standing()).isEqualTo(Standing.MISSED);
  }

  @Test
  void theVariantOfTheStartDecides() {
    Explanation told =
        told("{event: done}", 48, event(0, "begun", "role", "teacher"), event(1, "sent"));
    assertThat(told.start().orElseThrow().variant()).contains("teachers");
    assertThat(told.qualifies().orElseThrow().path()).isEqualTo("spec.variants[0].qualifies");
    assertThat(told.standing()).isEqualTo(Standing.QUALIFIED);
  }

  @Test
  void whoHasNotStartedHasNoClauses() {
    Explanation told = told("{event: done}", 48, done(1, "a", "1"));
    assertThat(told.standing()).isEqualTo(Standing.NOT_STARTED);
    assertThat(told.qualifies()).isEmpty();
    assertThat(told.events()).hasSize(1);
  }

  @Test
  void anExcludedEventIsShownAndCountsForNothing() {
    Explanation told = told("{event: done}", 48, begun, event(1, "done", "test", "true"));
    assertThat(told.events().getLast().excluded()).isTrue();
    assertThat(told.events().getLast().marks()).isEmpty();
    assertThat(told.standing()).isEqualTo(Standing.OPEN);
    assertThat(told.milestones().getFirst().clause().state()).isEqualTo(State.OPEN);
  }

  private static Explanation told(String qualifies, long watermarkHours, Event... events) {
    Document.OfEventModel model =
        (Document.OfEventModel) read("event-model.yaml", MODEL, DocumentKind.EVENT_MODEL);
    Document.OfValueEvent definition =
        (Document.OfValueEvent)
            read(
                "definitions/lessons.yaml",
                DEFINITION.replace("%s", qualifies),
                DocumentKind.VALUE_EVENT);
    Question question =
        new Question(
            Binder.plan(model, definition).orThrow(),
            START.plusSeconds(watermarkHours * 3600),
            Optional.empty(),
            Optional.empty());
    Explanation told =
        Explainer.explain(definition.message().getSpec(), question, List.of(events), "u1");
    // What is told is what is counted.
    Evaluation.of(question, List.of(events))
        .facts()
        .rows()
        .forEach(
            facts ->
                assertThat(told.qualifies().orElseThrow().at()).isEqualTo(facts.qualifiedAt()));
    return told;
  }

  private static Document read(String path, String yaml, DocumentKind kind) {
    Read read = DocumentReader.read(path, yaml.getBytes(StandardCharsets.UTF_8), kind);
    assertThat(read).isInstanceOf(Read.Accepted.class);
    return ((Read.Accepted) read).document();
  }

  private static List<String> notes(Explanation told, String path) {
    return told.events().stream()
        .flatMap(event -> event.marks().stream())
        .filter(mark -> mark.path().equals(path))
        .map(Mark::note)
        .toList();
  }

  private static Event done(long hour, String lesson, String seconds) {
    return event(hour, "done", "lesson", lesson, "seconds", seconds);
  }

  private static Event event(long hour, String name, String... properties) {
    Map<String, String> map = new HashMap<>();
    List<String> words = Arrays.asList(properties);
    for (int i = 0; i < words.size(); i += 2) {
      map.put(words.get(i), words.get(i + 1));
    }
    return new Event(at(hour), name, null, "u1", null, map);
  }

  private static long at(long hour) {
    return Micros.of(START) + hours(hour);
  }

  private static long hours(long hours) {
    return hours * 3_600_000_000L;
  }
}
