package dev.firstvalue.cli.discover;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.firstvalue.cli.Run;
import dev.firstvalue.cli.demo.Demonstration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(Demonstration.LOCK)
class DiscoverCommandTest {
  @TempDir private static Path documents;

  private static Demonstration demonstration;

  @BeforeAll
  static void demonstrate() throws IOException {
    demonstration = Demonstration.shared().successful();
    Files.createDirectory(documents.resolve("definitions"));
    for (String file :
        List.of("event-model.yaml", "policy.yaml", "definitions/lessons-completed.yaml")) {
      Files.copy(demonstration.documents().resolve(file), documents.resolve(file));
    }
  }

  private static Run discover(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of("discover", "-C", documents.toString(), "--home", demonstration.home()));
    arguments.addAll(List.of(options));
    return Run.of(arguments.toArray(String[]::new));
  }

  @Test
  void aDefinitionIsEnoughToSearch() {
    Run run =
        discover(
            "--like",
            "lessons-completed",
            "--outcome-events",
            "--times",
            "5",
            "--null-products",
            "5",
            "--format",
            "json");

    assertThat(run.exit()).as(run.err()).isZero();
    JsonObject report = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(report.get("start").getAsString()).isEqualTo("signed_up");
    assertThat(report.get("sentence").getAsString()).contains("hypothesis, not a cause");
    JsonObject winner = report.getAsJsonArray("rows").get(1).getAsJsonObject();
    assertThat(winner.get("role").getAsString()).isEqualTo("WINNER");
    assertThat(winner.getAsJsonObject("candidate").get("words").getAsString()).contains("lesson_");
    assertThat(report.getAsJsonObject("provenance").getAsJsonArray("queryIds")).isNotEmpty();
    JsonObject nullProducts = report.getAsJsonObject("nullProducts");
    assertThat(nullProducts.get("products").getAsInt()).isEqualTo(5);
    assertThat(nullProducts.get("heldOut").getAsDouble())
        .isLessThan(nullProducts.get("searched").getAsDouble());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0001", "0.06", "0", "-4", "NaN"})
  void lessMemoryThanAQueryTakesAnywayIsRefused(String memory) {
    Run run = discover("--like", "lessons-completed", "--memory", memory);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("--memory: ", "(expected: at least 0.0625 GiB)", "(argument-invalid: ");
  }

  @Test
  void aRowBecomesADraftThatLacksOnlyWhatPeopleHaveToSay() throws IOException {
    Run run =
        discover(
            "--start",
            "signed_up",
            "--outcome",
            "{event: lesson_completed, atLeast: 2}",
            "--segments",
            "start.properties.plan",
            "--times",
            "5",
            "--distinct",
            "0",
            "--write",
            "1",
            "--name",
            "a-draft");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("lesson_completed", "the outcome is made of it");
    assertThat(run.err()).contains("promise-missing", "rationale-missing");
    Path draft = documents.resolve("definitions/a-draft.yaml");
    assertThat(Files.readString(draft)).contains("name: a-draft", "signed_up", "atLeast: 2");
    Run lint = Run.of("lint", documents.toString(), "--format", "json");
    assertThat(lint.out())
        .contains("promise-missing", "rationale-missing", "owners-missing")
        .doesNotContain("unknown", "outcome-range", "missing-field");
    Files.delete(draft);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lessons-completed | takes none (expected: --like lessons-completed)",
        "--start signed_up | neither --like nor both --start and --outcome",
        "--like lessons-completed --window 8d | --window: 8d (expected: whole days, 1d to 7d",
        "--like lessons-completed --window 36h | --window: 36h (expected: whole days",
        "--like lessons-completed --times 0 | --times: 0 (expected: 1 to 200)",
        "--like lessons-completed --reach-floor 2 | --reach-floor: 2.0 (expected: 0 to 0.9)",
        "--like lessons-completed --outcome-from 12h | --outcome-from: 12h (expected: 1d or more",
        "--like lessons-completed --write 1 | one without the other",
        "--like lessons-completed --write 1 --name ../x | --name: ../x (expected: lower-case",
        "--like lessons-completed --write 1 --name lessons-completed | a name that no definition"
            + " has",
        "--start signed_upp --outcome lesson_completed | signed_up",
        "--start signed_up --outcome '{event: [' | --outcome"
      })
  void whatCannotBeSearchedIsMisuse(String options, String message) {
    Run run = discover(options.replace("'", "").split(" (?![\\[])(?!event)"));

    assertThat(run.exit()).as(run.out()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }
}
