package dev.firstvalue.cli.demo;

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
import org.junit.jupiter.api.parallel.ResourceLock;

/** The demonstration on the embedded engine, and the commands on what it leaves. */
@NeedsEngine
@ResourceLock(Demonstration.LOCK)
class DemoCommandTest {
  private static final String GOOD = "lessons-completed";

  private static Demonstration demonstration;
  private static Path demo;
  private static Run run;

  @BeforeAll
  static void demonstrate() {
    demonstration = Demonstration.shared();
    demo = demonstration.folder();
    run = demonstration.run();
  }

  @Test
  void everythingComesOutAsPlanted() {
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.out().lines().filter(line -> line.contains("published  ")))
        .hasSize(3)
        .anyMatch(line -> line.contains(GOOD));
  }

  @Test
  void eachCandidateIsRefusedForItsOwnReason() {
    assertThat(run.out())
        .containsPattern("refused +app-opened +preparation-only")
        .containsPattern("refused +lesson-begun +reach-too-high")
        .containsPattern("refused +classes-created +reach-too-low")
        .containsPattern("refused +report-viewed +lift-");
  }

  @Test
  void theReportsAreThere() throws IOException {
    for (String page : List.of(GOOD, "lesson-begun", "onboarding-checklist")) {
      assertThat(Files.readString(demo.resolve("reports").resolve(page + ".html")))
          .startsWith("<!DOCTYPE html>")
          .contains("</html>");
    }
    assertThat(demo.resolve("simulated/truth.json")).isNotEmptyFile();
  }

  @Test
  void aFolderInUseIsLeftAlone() {
    Run again = Run.of("demo", "--out", demo.toString());
    assertThat(again.exit()).isEqualTo(3);
    assertThat(again.err()).contains("not empty");
  }

  @Test
  void aBacktestHasWhatScriptsRelyOn() {
    JsonObject report = json(onTheStore("backtest", GOOD, "--format", "json"), 0);
    JsonObject population = report.getAsJsonObject("population");
    assertThat(
            number(population, "eligible")
                + number(population, "immature")
                + number(population, "newnessUnverified"))
        .isEqualTo(number(population, "entities"));
    JsonObject reach = report.getAsJsonObject("reachability");
    assertThat(number(reach, "eligible")).isEqualTo(number(population, "eligible"));
    assertThat(reach.get("rate").getAsDouble())
        .isEqualTo((double) number(reach, "reached") / number(reach, "eligible"));
    assertThat(reach.getAsJsonObject("interval").keySet())
        .contains("low", "high", "level", "method");
    JsonObject lift = report.getAsJsonObject("lift");
    JsonObject table = lift.getAsJsonObject("table");
    assertThat(number(table, "reachedRetained") + number(table, "reachedLost"))
        .isEqualTo(number(reach, "reached"));
    assertThat(
            number(table, "reachedRetained")
                + number(table, "reachedLost")
                + number(table, "otherRetained")
                + number(table, "otherLost"))
        .isEqualTo(number(reach, "eligible"));
    assertThat(lift.keySet()).contains("retainedIfReached", "retainedIfNot", "difference", "ratio");
    assertThat(lift.getAsJsonObject("difference").keySet()).contains("estimate", "interval");
    assertThat(report.getAsJsonObject("timeToValue").keySet()).contains("median", "interval");
    assertThat(report.getAsJsonArray("funnel")).isNotEmpty();
    assertThat(report.getAsJsonArray("segments")).isNotEmpty();
    assertThat(report.getAsJsonObject("verdict").keySet()).contains("outcome");
  }

  @Test
  void aRefusedCandidateMakesExitOne() {
    String candidate = demo.resolve("definitions-repo/candidates/lesson-begun.yaml").toString();
    JsonObject report = json(onTheStore("backtest", candidate, "--format", "json"), 1);
    JsonObject verdict = report.getAsJsonObject("verdict");
    assertThat(verdict.getAsJsonArray("findings").get(0).getAsJsonObject().keySet())
        .contains("rule", "severity", "message");
  }

  @Test
  void anAnalysisHasWhatScriptsRelyOn() {
    JsonObject report = json(onTheStore("analyze", "onboarding-checklist", "--format", "json"), 0);
    assertThat(report.getAsJsonArray("arms")).hasSize(2);
    assertThat(report.getAsJsonArray("arms").get(0).getAsJsonObject().keySet())
        .contains("name", "exposed", "activated", "rate", "interval");
    assertThat(report.getAsJsonArray("comparisons").get(0).getAsJsonObject().keySet())
        .contains("arm", "against", "difference", "relative", "pValue", "adjustedPValue", "method");
    assertThat(report.getAsJsonObject("sampleRatio").keySet()).contains("pValue", "alarm");
    assertThat(report.getAsJsonObject("excluded").keySet())
        .contains("multipleArms", "immature", "priorQualifiers");
    assertThat(report.has("decision")).isTrue();
  }

  /** The demonstration assigns each user alone, so that most schools are in both arms. */
  @Test
  void aPlanThatNamesAnotherUnitThanWasRandomisedDecidesNothing(@TempDir Path folder)
      throws IOException {
    for (String document :
        List.of(
            "event-model.yaml",
            "definitions/" + GOOD + ".yaml",
            "experiments/onboarding-checklist.yaml")) {
      Path copy = folder.resolve(document);
      Files.createDirectories(copy.getParent());
      Files.writeString(
          copy,
          Files.readString(demonstration.documents().resolve(document))
              .replace("unit: user", "unit: account"));
    }
    Run run = Run.of("analyze", "onboarding-checklist", "--home", home(), "-C", folder.toString());

    assertThat(run.out())
        .contains("NO DECISION")
        .containsPattern("ERROR +assignment-unit")
        .containsPattern("accounts have exposures of\\s+several arms")
        .contains("unit: user and cluster: account");
    assertThat(run.exit()).as(run.err()).isEqualTo(1);
  }

  @Test
  void whoIsStuckIsListedTheLongestFirst() {
    Run stuck = onTheStore("stuck", GOOD, "--format", "csv");
    assertThat(stuck.exit()).isZero();
    List<Double> days =
        stuck.out().lines().skip(1).map(line -> Double.valueOf(line.split(",", -1)[3])).toList();
    assertThat(days).hasSizeGreaterThan(100).isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void theSqlIsOneQueryToPaste() {
    Run sql = onTheStore("sql", GOOD);
    assertThat(sql.exit()).isZero();
    assertThat(sql.out()).contains("SELECT", "lesson_completed");
  }

  @Test
  void theSameFileTwiceChangesNothing() {
    String before = onTheStore("backtest", GOOD, "--format", "json").out();
    Run again =
        Run.of(
            "import",
            demo.resolve("simulated/exposures.csv").toString(),
            "--as",
            "exposures",
            "--home",
            home());
    assertThat(again.exit()).as(again.err()).isZero();
    JsonObject arms = json(onTheStore("analyze", "onboarding-checklist", "--format", "json"), 0);
    assertThat(arms.getAsJsonObject("excluded")).isNotNull();
    assertThat(reach(onTheStore("backtest", GOOD, "--format", "json").out()))
        .isEqualTo(reach(before));
  }

  @Test
  void theRegistryIsReadWithoutAServer() {
    String registry = demonstration.registry();
    assertThat(Run.of("list", "--repository", registry).out())
        .contains(GOOD, "value-by-role", "active-members");
    assertThat(Run.of("get", GOOD, "--repository", registry).out()).contains("within: 7d");
    assertThat(Run.of("log", GOOD, "--repository", registry).out()).contains("sha256:");
    assertThat(Run.of("get", "lesson-completed", "--repository", registry).exit()).isEqualTo(2);
  }

  @Test
  void whatIsPublishedTwiceIsUnchanged() {
    Run again =
        Run.of(
            "publish",
            demo.resolve("definitions-repo/definitions/" + GOOD + ".yaml").toString(),
            "--repository",
            demonstration.registry(),
            "--home",
            home());
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.out()).contains("unchanged " + GOOD);
  }

  private static JsonObject reach(String report) {
    return JsonParser.parseString(report).getAsJsonObject().getAsJsonObject("reachability");
  }

  private static Run onTheStore(String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--home", home(), "-C", demonstration.documents().toString()));
    return Run.of(arguments.toArray(String[]::new));
  }

  private static String home() {
    return demonstration.home();
  }

  private static JsonObject json(Run run, int exit) {
    assertThat(run.exit()).as(run.err()).isEqualTo(exit);
    return JsonParser.parseString(run.out()).getAsJsonObject();
  }

  private static long number(JsonObject object, String field) {
    return object.get(field).getAsLong();
  }
}
