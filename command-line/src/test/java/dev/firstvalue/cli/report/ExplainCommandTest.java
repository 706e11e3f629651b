package dev.firstvalue.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.firstvalue.cli.Run;
import dev.firstvalue.store.testkit.NeedsEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Explanations of what lies in the embedded engine. */
@NeedsEngine
class ExplainCommandTest {
  private static final String HOSTILE = "u'}\u202e{x:String}";

  @TempDir private static Path folder;

  @BeforeAll
  static void importEvents() throws IOException {
    Files.writeString(
        folder.resolve("event-model.yaml"),
        """
        apiVersion: firstvalue/v1
        kind: EventModel
        metadata: {name: school}
        spec:
          events:
            {table: firstvalue.events, timestamp: ts, event: event, eventId: event_id, properties: properties}
          entities: {user: {column: user_id}}
          timeZone: UTC
          catalog:
            begun: {preparation: true}
            opened: {}
            done: {properties: {lesson: STRING, to: STRING, due: TIMESTAMP}}
        """);
    Files.createDirectory(folder.resolve("definitions"));
    Files.writeString(
        folder.resolve("definitions/lessons.yaml"),
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
          start: {event: begun, newness: 1d}
          within: 7d
          qualifies:
            all:
              - {event: done, distinct: properties.lesson, atLeast: 3}
              - {event: done, by: properties.to, where: 'properties.due > timestamp'}
        """);
    Path log = folder.resolve("events.csv");
    Files.writeString(
        log,
        """
        event,timestamp,user,event_id,lesson,to,due
        opened,2026-01-01T00:00:00Z,u2,e0,,,
        begun,2026-01-05T00:00:00Z,u1,e1,,,
        begun,2026-01-05T00:00:00Z,"%s",e2,,,
        done,2026-01-06T00:00:00Z,u1,e3,a,u2,2026-01-07T00:00:00Z
        done,2026-01-07T00:00:00Z,u1,e4,a,,
        done,2026-01-08T00:00:00Z,u1,e5,b,,
        done,2026-01-09T00:00:00Z,u2,e6,c,u1,2026-01-10T00:00:00Z
        begun,2026-01-09T00:00:00Z,u3,e7,,,
        """
            .formatted(HOSTILE));
    Run imported = Run.of("import", log.toString(), "--as", "events", "--home", home());
    assertThat(imported.exit()).as(imported.out() + imported.err()).isZero();
  }

  @Test
  void whatIsMissingIsToldWithHowNearItIs() {
    Run run = explain("u1", "--as-of", "2026-01-11T20:00:00Z");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(
            "u1: not yet qualified, the window is open",
            "1 of 2 parts, 4h left",
            "2 of 3, 4h left",
            "qualifies.all[0]: repeats a",
            "qualifies.all[0]: 2nd of 3",
            "holds since 2026-01-09T00:00:00Z  +4d");
  }

  @Test
  void machinesGetTheSame() {
    Run run = explain("u1", "--as-of", "2026-01-20", "--format", "json");
    JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(json.get("standing").getAsString()).isEqualTo("MISSED");
    JsonObject qualifies = json.getAsJsonObject("qualifies");
    assertThat(qualifies.getAsJsonArray("parts")).hasSize(2);
    assertThat(json.getAsJsonArray("events")).hasSize(5);
  }

  @Test
  void anIdIsAValueAndNeverSqlNorSignsToATerminal() {
    Run run = explain(HOSTILE, "--as-of", "2026-01-20");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("u'}\\u{202e}{x:String}: did not qualify");
  }

  @Test
  void anIdWithoutEventsIsAFinding() {
    Run run = explain("nobody", "--as-of", "2026-01-20");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("user nobody has no event of this definition");
  }

  private static Run explain(String entity, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "explain",
                "lessons",
                "--entity",
                entity,
                "--home",
                home(),
                "-C",
                folder.toString()));
    words.addAll(List.of(more));
    return Run.of(words.toArray(String[]::new));
  }

  private static String home() {
    return folder.resolve("home").toString();
  }
}
