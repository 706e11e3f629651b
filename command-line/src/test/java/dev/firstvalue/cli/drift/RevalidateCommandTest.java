package dev.firstvalue.cli.drift;

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

/** Revalidations of what lies in the embedded engine. */
@NeedsEngine
class RevalidateCommandTest {
  @TempDir private static Path folder;

  private static School school;

  @BeforeAll
  static void importEvents() throws IOException {
    school = School.in(folder);
  }

  @Test
  void whatHoldsExitsZeroAndSaysUntilWhen() {
    Run run = revalidate(folder, "lessons");

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .startsWith("Revalidation: lessons   PASS")
        .contains("Of 1 definition none needs looking at.")
        .contains("The reference are cohorts before", "(all but the newest)")
        .contains("It goes stale on 2026-11-28T00:00:00Z")
        .containsPattern("PASS +reach-drifted");
  }

  @Test
  void whatHasMovedExitsOneAndNamesTheWeek() {
    Run run = revalidate(folder, "--format", "json");

    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    JsonObject all = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(all.get("outcome").getAsString()).isEqualTo("FAIL");
    assertThat(all.get("sentence").getAsString()).isEqualTo("To be looked at: quizzes.");
    JsonObject quizzes = all.getAsJsonArray("reports").get(1).getAsJsonObject();
    JsonObject check = quizzes.getAsJsonArray("checks").get(0).getAsJsonObject();
    assertThat(check.get("severity").getAsString()).isEqualTo("FAIL");
    assertThat(quizzes.getAsJsonArray("checks").toString())
        .contains("reach-drifted", "40.0 % of the reference", "since that of 2026-05-25");
    assertThat(quizzes.getAsJsonObject("provenance").get("meaningHash").getAsString())
        .startsWith("sha256:");
  }

  @Test
  void theReferenceCanBeNamed() {
    Run run = revalidate(folder, "lessons", "--reference-until", "2026-04-01");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("before 2026-03-30T00:00:00Z (as asked)");
  }

  @Test
  void thePageHasThePlotsOfEveryDefinition() throws IOException {
    Path page = folder.resolve("drift.html");
    Run run = revalidate(folder, "--out", page.toString());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(Files.readString(page))
        .contains(
            "lessons: reach by week",
            "lessons: cumulative sums",
            "quizzes: lift by week",
            "quizzes: shift of the mix");
  }

  @Test
  void aNameThatIsNotActiveIsMisuse() {
    Run run = revalidate(folder, "lesson");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("no active definition called lesson", "Did you mean lessons?");
  }

  @Test
  void aFileThatCannotBeReadIsToldAndExitsOne(@TempDir Path other) throws IOException {
    copy(other);
    Files.delete(other.resolve("definitions/quizzes.yaml"));
    Files.writeString(other.resolve("definitions/broken.yaml"), "kind: ValueEvent\nspec: [\n");
    Run run = revalidate(other);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("not revalidated: ", "broken.yaml");
    assertThat(run.out()).startsWith("Revalidation: lessons   PASS");
  }

  @Test
  void aColumnThatIsGoneIsAFindingAndNoEnd(@TempDir Path other) throws IOException {
    copy(other);
    Path model = other.resolve("event-model.yaml");
    Files.writeString(
        model, Files.readString(model).replace("eventId: event_id", "eventId: id_of_event"));
    Run run = revalidate(other, "lessons");

    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    assertThat(run.out()).contains("FAIL  schema-changed", "id_of_event").doesNotContain("1970");
  }

  @Test
  void aRegistryGivesWhatItsLastReportJudgedAsReference(@TempDir Path other) {
    String registry = other.resolve("registry.git").toString();
    Run published =
        Run.of(
            "publish",
            folder.resolve("event-model.yaml").toString(),
            folder.resolve("definitions/lessons.yaml").toString(),
            "--repository",
            registry,
            "--home",
            school.home(),
            "--as-of",
            "2026-05-20");
    assertThat(published.exit()).as(published.out() + published.err()).isZero();
    Run run =
        Run.of(
            "revalidate",
            "--repository",
            registry,
            "--home",
            school.home(),
            "--as-of",
            School.AS_OF);

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("before 2026-04-20T00:00:00Z (what the last report judged)")
        .containsPattern("version +1");
  }

  private static void copy(Path to) throws IOException {
    Files.createDirectory(to.resolve("definitions"));
    for (String file :
        List.of("event-model.yaml", "definitions/lessons.yaml", "definitions/quizzes.yaml")) {
      Files.copy(folder.resolve(file), to.resolve(file));
    }
  }

  private static Run revalidate(Path documents, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "revalidate",
                "-C",
                documents.toString(),
                "--home",
                school.home(),
                "--as-of",
                School.AS_OF));
    arguments.addAll(List.of(options));
    return Run.of(arguments.toArray(String[]::new));
  }
}
