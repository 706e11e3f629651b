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
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
          exposures: {table: firstvalue.exposures, experiment: experiment, arm: arm, timestamp: ts}
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
          outcomes:
            - {name: month, from: 7d, to: 30d, condition: {event: opened, atLeast: 2}}
            - {name: paid, from: 7d, to: 90d, condition: {event: done, unless: {event: begun}}}
        """);
    Files.writeString(
        folder.resolve("definitions/quick.yaml"),
        """
        apiVersion: firstvalue/v1
        kind: ValueEvent
        metadata: {name: quick, title: Quick, owners: [growth]}
        spec:
          stage: ACTIVATION
          promise: p
          rationale: r
          entity: user
          start: {event: begun}
          within: 7d
          qualifies: {event: opened}
        """);
    Files.createDirectory(folder.resolve("experiments"));
    Files.writeString(
        folder.resolve("experiments/guide.yaml"),
        """
        apiVersion: firstvalue/v1
        kind: Experiment
        metadata: {name: guide, owners: [growth]}
        spec:
          hypothesis: A guide helps.
          definition: {name: quick}
          arms: [{name: control, weight: 1, control: true}, {name: guided, weight: 1}]
          exposure: {log: true}
          start: 2026-02-01T00:00:00Z
          end: 2026-03-01T00:00:00Z
          within: 2d
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
        opened,2026-01-13T00:00:00Z,u1,e8,,,
        begun,2026-02-01T08:00:00Z,p1,p1,,,
        opened,2026-02-03T00:00:00Z,p1,p2,,,
        begun,2026-02-01T08:00:00Z,p2,p3,,,
        begun,2026-02-01T08:00:00Z,p3,p4,,,
        opened,2026-02-01T12:00:00Z,p3,p5,,,
        opened,2026-02-15T00:00:00Z,p4,p6,,,
        begun,2026-02-01T08:00:00Z,p6,p7,,,
        """
            .formatted(HOSTILE));
    Run imported = Run.of("import", log.toString(), "--as", "events", "--home", home());
    assertThat(imported.exit()).as(imported.out() + imported.err()).isZero();
    Path shown = folder.resolve("exposures.csv");
    Files.writeString(
        shown,
        """
        experiment,arm,timestamp,user
        guide,guided,2026-02-02T08:00:00Z,p1
        guide,guided,2026-02-05T08:00:00Z,p1
        other,control,2026-02-02T08:00:00Z,p1
        guide,guided,2026-02-02T08:00:00Z,p2
        guide,control,2026-02-03T08:00:00Z,p2
        guide,control,2026-02-02T08:00:00Z,p3
        guide,control,2026-02-10T00:00:00Z,p4
        guide,control,2026-03-05T00:00:00Z,p5
        """);
    Run exposed = Run.of("import", shown.toString(), "--as", "exposures", "--home", home());
    assertThat(exposed.exit()).as(exposed.out() + exposed.err()).isZero();
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

  /** The tree has moved on; the experiment has not. */
  @Test
  void anExperimentIsToldByTheVersionThatItIsPinnedTo(@TempDir Path copy) throws Exception {
    Files.createDirectories(copy.resolve("definitions"));
    Files.createDirectories(copy.resolve("experiments"));
    for (String file : List.of("event-model.yaml", "definitions/quick.yaml")) {
      Files.copy(folder.resolve(file), copy.resolve(file));
    }
    Files.writeString(
        copy.resolve("experiments/guide.yaml"),
        Files.readString(folder.resolve("experiments/guide.yaml"))
            .replace("{name: quick}", "{name: quick, version: 1}"));
    try (Git git = Git.init().setDirectory(copy.toFile()).call()) {
      git.add().addFilepattern(".").call();
      git.commit()
          .setMessage("m")
          .setAuthor("A", "a@b")
          .setCommitter("A", "a@b")
          .setSign(false)
          .call();
    }
    Path quick = copy.resolve("definitions/quick.yaml");
    Files.writeString(
        quick,
        Files.readString(quick).replace("qualifies: {event: opened}", "qualifies: {event: done}"));
    String[] asked = {
      "--experiment",
      "guide",
      "--entity",
      "p1",
      "--as-of",
      "2026-03-10",
      "--home",
      home(),
      "--definitions"
    };

    Run pinned = Run.of(with("explain", asked, copy.toString()));
    assertThat(pinned.exit()).as(pinned.err()).isZero();
    assertThat(pinned.err()).contains("quick is read as of commit");
    assertThat(pinned.out()).isEqualTo(Run.of(with("explain", asked, folder.toString())).out());
    Run analyzed =
        Run.of(
            "analyze",
            "guide",
            "--home",
            home(),
            "--as-of",
            "2026-03-10",
            "--format",
            "json",
            "--definitions",
            copy.toString());
    assertThat(analyzed.err()).contains("quick is read as of commit");
  }

  private static String[] with(String command, String[] asked, String definitions) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of(asked));
    words.add(definitions);
    return words.toArray(String[]::new);
  }

  @Test
  void machinesGetTheSame() {
    Run run = explain("u1", "--as-of", "2026-01-20", "--format", "json");
    JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(json.get("standing").getAsString()).isEqualTo("MISSED");
    JsonObject qualifies = json.getAsJsonObject("qualifies");
    assertThat(qualifies.getAsJsonArray("parts")).hasSize(2);
    assertThat(json.getAsJsonArray("events")).hasSize(6);
    JsonObject month = json.getAsJsonArray("outcomes").get(0).getAsJsonObject();
    assertThat(month.get("name").getAsString()).isEqualTo("month");
    assertThat(month.get("windowBegins").getAsString()).isEqualTo("2026-01-12T00:00:00Z");
    assertThat(month.getAsJsonObject("condition").get("windowEnds").getAsString())
        .isEqualTo("2026-02-04T00:00:00Z");
    assertThat(month.getAsJsonObject("condition").get("state").getAsString()).isEqualTo("OPEN");
  }

  @Test
  void outcomesAreToldInTheirOwnWindows() {
    assertThat(explain("u1", "--as-of", "2026-01-11T20:00:00Z").out())
        .contains(
            """
            [ ] outcome month: 2 × opened
                2026-01-12T00:00:00Z to 2026-02-04T00:00:00Z
                begins in 4h
            """)
        .doesNotContain("· outcome");
    assertThat(explain("u1", "--as-of", "2026-02-03T20:00:00Z").out())
        .contains(
            "    1 of 2, 4h left",
            "    + outcome month: 1st of 2",
            "    0 of 1, 60d 4h left",
            "outcome paid.unless: begun");
    assertThat(explain("u1", "--as-of", "2026-02-05").out())
        .contains("    1 of 2, can no longer hold");
  }

  @Test
  void whoIsComparedInAnExperimentIsToldWithItsExposuresAndItsActivation() {
    Run run = explainGuide("p1", "--as-of", "2026-02-20");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("p1 in guide: compared, activated\n")
        .contains(
            "  arm          guided\n",
            "  exposed      2026-02-02T08:00:00Z\n",
            "  started      2026-02-01T08:00:00Z  -1d\n",
            "  activated    2026-02-03T00:00:00Z  +16h\n",
            "  window ends  2026-02-04T08:00:00Z  over\n",
            "[x] qualifies: opened\n",
            "2026-02-02T08:00:00Z  +0s  exposed to guided\n",
            "2026-02-05T08:00:00Z  +3d  exposed to guided\n",
            "    + qualifies: 1st of 1\n")
        .doesNotContain("control");

    assertThat(explainGuide("p1", "--as-of", "2026-02-03T12:00:00Z").out())
        .startsWith("p1 in guide: not counted yet, the window is open; activated already\n")
        .contains("  window ends  2026-02-04T08:00:00Z  20h left\n");
    assertThat(explainGuide("p4", "--as-of", "2026-02-20").out())
        .startsWith("p4 in guide: compared, not activated\n")
        .contains(
            "  started      no start event\n",
            "0 of 1, can no longer hold",
            "· qualifies: after the window");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          p2 | set aside, exposed to 2 arms | SEVERAL_ARMS
          p3 | set aside, had qualified before its exposure | PRIOR_QUALIFIER
          p5 | left out, first exposed outside the experiment's period | OUTSIDE_PERIOD
          p6 | not exposed, and not in the experiment | NOT_EXPOSED
          """)
  void whoIsNotComparedIsToldWhy(String entity, String why, String place) {
    assertThat(explainGuide(entity, "--as-of", "2026-03-20").out())
        .startsWith(entity + " in guide: " + why + "\n");
    Run json = explainGuide(entity, "--as-of", "2026-03-20", "--format", "json");
    assertThat(JsonParser.parseString(json.out()).getAsJsonObject().get("place").getAsString())
        .isEqualTo(place);
  }

  @Test
  void aPriorQualifierIsToldSinceWhen() {
    assertThat(explainGuide("p3", "--as-of", "2026-03-20").out())
        .contains("  qualified    2026-02-01T12:00:00Z  -20h, from its own start\n");
  }

  @Test
  void machinesGetTheExperimentToo() {
    Run run = explainGuide("p1", "--as-of", "2026-02-20", "--format", "json");
    JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(json.get("place").getAsString()).isEqualTo("COMPARED");
    assertThat(json.get("arm").getAsString()).isEqualTo("guided");
    assertThat(json.get("activatedAt").getAsString()).isEqualTo("2026-02-03T00:00:00Z");
    assertThat(json.get("qualifiedBefore").getAsBoolean()).isFalse();
    assertThat(json.getAsJsonArray("exposures")).hasSize(2);
    assertThat(json.getAsJsonObject("qualifies").get("state").getAsString()).isEqualTo("HOLDS");
  }

  @Test
  void anIdWithoutExposuresAndEventsIsAFinding() {
    Run run = explainGuide("nobody", "--as-of", "2026-02-20");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("user nobody has no exposure to this experiment");
  }

  @Test
  void aDefinitionOrAnExperimentIsExplainedAndNotBoth() {
    assertThat(explain("u1", "--experiment", "guide").exit()).isEqualTo(2);
    assertThat(Run.of("explain", "--entity", "u1").exit()).isEqualTo(2);
  }

  private static Run explainGuide(String entity, String... more) {
    return explained(List.of("--experiment", "guide"), entity, more);
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
    return explained(List.of("lessons"), entity, more);
  }

  private static Run explained(List<String> what, String entity, String... more) {
    List<String> words = new ArrayList<>(List.of("explain", "--entity", entity));
    words.addAll(List.of("--home", home(), "-C", folder.toString()));
    words.addAll(what);
    words.addAll(List.of(more));
    return Run.of(words.toArray(String[]::new));
  }

  private static String home() {
    return folder.resolve("home").toString();
  }
}
