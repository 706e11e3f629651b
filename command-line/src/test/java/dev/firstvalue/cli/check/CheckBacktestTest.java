package dev.firstvalue.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.firstvalue.cli.Run;
import dev.firstvalue.cli.demo.Demonstration;
import dev.firstvalue.store.testkit.NeedsEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Proposals that are measured beside what they replace, on the events of the demonstration. */
@NeedsEngine
@ResourceLock(Demonstration.LOCK)
class CheckBacktestTest {
  private static final String GOOD = "lessons-completed";
  private static final String NO_STORE = "http://127.0.0.1:1/analytics";

  private static Demonstration demo;

  @TempDir private Path root;
  private WorkingCopy copy;

  @BeforeAll
  static void demonstrate() {
    demo = Demonstration.shared().successful();
  }

  @BeforeEach
  void proposeOnABranch() throws Exception {
    copy = WorkingCopy.onABranchByTheCrudeLift(root);
  }

  @Test
  void aChangedDefinitionIsMeasuredBesideItsBase() throws IOException {
    JsonObject base = backtest();
    edit("within: 7d", "within: 6d");
    JsonObject proposed = backtest();

    Run run = check("--format", "json");
    assertThat(run.exit()).as(run.err()).isZero();
    JsonArray definitions =
        JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonArray("definitions");
    assertThat(definitions).hasSize(1);
    JsonObject change = definitions.get(0).getAsJsonObject();
    assertThat(change.get("change").getAsString()).isEqualTo("narrows");
    assertThat(reached(change.getAsJsonObject("before"))).isEqualTo(reached(base));
    assertThat(reached(change.getAsJsonObject("after"))).isEqualTo(reached(proposed));
    assertThat(reached(base)).isNotEqualTo(reached(proposed));
    JsonObject bridge = change.getAsJsonObject("bridge");
    assertThat(bridge.getAsJsonObject("overall").getAsJsonObject("reachFrom"))
        .isEqualTo(reached(base));
    assertThat(bridge.getAsJsonObject("overall").getAsJsonObject("reachTo"))
        .isEqualTo(reached(proposed));
    JsonArray experiments =
        JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonArray("experiments");
    assertThat(experiments).hasSize(1);
    JsonObject reading = experiments.get(0).getAsJsonObject();
    assertThat(reading.get("name").getAsString()).isEqualTo("onboarding-checklist");
    assertThat(activated(reading, "after"))
        .as("the experiment has a window of its own")
        .isEqualTo(activated(reading, "before"))
        .isPositive();
    assertThat(reading.get("flips").getAsBoolean())
        .isEqualTo(
            !reading
                .getAsJsonObject("before")
                .get("decision")
                .equals(reading.getAsJsonObject("after").get("decision")));
  }

  @Test
  void bothSidesStandInTheComment() throws IOException {
    edit("within: 7d", "within: 6d");
    Path comment = root.resolve("comment.md");
    Run text = check("--comment", comment.toString());
    assertThat(text.exit()).as(text.err()).isZero();
    assertThat(text.out())
        .contains("lessons-completed: narrows", "spec.within: 7d, now 6d", "Fine.")
        .containsPattern("reached +\\d+\\.\\d % \\(.*\\) +\\d+\\.\\d % \\(")
        .containsPattern("verdict +PASS +PASS")
        .containsPattern("same entities: Of .* users, .* are lost and 0 gained")
        .containsPattern("spec.within: 0 gained, \\d+ lost")
        .containsPattern("Experiment onboarding-checklist \\(\\w+\\): the decision")
        .containsPattern("base: checklist [+-].* points \\(.* to .*\\), of .* compared: ")
        .containsPattern("proposed: checklist [+-]");
    assertThat(comment)
        .content()
        .containsPattern("- `same entities: Of .* users")
        .containsPattern("- `spec.within: 0 gained, \\d+ lost`")
        .contains("#### Experiments");
  }

  @Test
  void aVerdictThatIsNotGoodEnoughMakesExitOne() throws IOException {
    edit(
        "  qualifies:\n    event: lesson_completed\n", "  qualifies:\n    event: lesson_started\n");
    edit("    where: 'properties.seconds >= 30'     # shorter ones are taps through\n", "");
    edit("    atLeast: 3", "    atLeast: 1");
    cutExamples();
    Run run = check();
    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("verdict +PASS +FAIL")
        .containsPattern("In the way:\\R.*\\[reach-too-high]")
        .contains("Refused.");
    assertThat(run.out().lines().filter(line -> line.contains(": checklist ")))
        .as("the experiment by another rule")
        .extracting(line -> line.substring(line.indexOf("checklist")))
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void aNewDefinitionHasNoBase() throws IOException {
    Path file = copy.documents().resolve("definitions/" + GOOD + ".yaml");
    String text = Files.readString(file).replace("name: " + GOOD, "name: lessons-in-five-days");
    Files.writeString(
        copy.documents().resolve("definitions/lessons-in-five-days.yaml"),
        text.replace("within: 7d", "within: 5d"));
    Run run = check();
    assertThat(run.out())
        .contains("lessons-in-five-days: new")
        .containsPattern("reached +– +\\d+\\.\\d %");
  }

  @Test
  void misuseIsToldBeforeTheStoreIsAsked() {
    Run run =
        Run.of(
            "check", "--base", "nowhere", "-C", copy.documents().toString(), "--store", NO_STORE);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("nowhere", "argument-invalid");
  }

  @Test
  void aStoreThatIsGoneMakesExitThree() throws IOException {
    edit("within: 7d", "within: 6d");
    Run run = on("--store", NO_STORE);
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err()).contains("store-unreachable");
  }

  @Test
  void aChangeOfWordsAsksNoStore() throws IOException {
    edit("Three real lessons", "Three whole lessons");
    Run run = on("--store", NO_STORE);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("description changed").doesNotContain("reached");
  }

  private static int activated(JsonObject reading, String side) {
    int activated = 0;
    for (JsonElement arm : reading.getAsJsonObject(side).getAsJsonArray("arms")) {
      activated += arm.getAsJsonObject().get("activated").getAsInt();
    }
    return activated;
  }

  private JsonObject backtest() {
    Run run =
        Run.of(
            "backtest",
            GOOD,
            "--format",
            "json",
            "--home",
            demo.home(),
            "-C",
            copy.documents().toString());
    assertThat(run.exit()).as(run.err()).isZero();
    return JsonParser.parseString(run.out()).getAsJsonObject();
  }

  private static JsonObject reached(JsonObject report) {
    return report.getAsJsonObject("reachability");
  }

  private Run check(String... options) {
    List<String> all = new ArrayList<>(List.of("--home", demo.home()));
    all.addAll(List.of(options));
    return on(all.toArray(String[]::new));
  }

  private Run on(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("check", "--base", "main", "-C", copy.documents().toString()));
    arguments.addAll(List.of(options));
    return Run.of(arguments.toArray(String[]::new));
  }

  private void edit(String from, String to) throws IOException {
    copy.edit("definitions/" + GOOD + ".yaml", from, to);
  }

  /** A definition whose meaning changes outgrows its examples. */
  private void cutExamples() throws IOException {
    Path file = copy.documents().resolve("definitions/" + GOOD + ".yaml");
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.indexOf("  examples:")));
  }
}
