package dev.firstvalue.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.firstvalue.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {
  @TempDir private Path root;
  private WorkingCopy copy;
  private Path documents;

  @BeforeEach
  void proposeOnABranch() throws Exception {
    copy = WorkingCopy.onABranch(root);
    documents = copy.documents();
  }

  @Test
  void nothingTouchedIsFine() {
    Run run = check("--no-backtest");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("No definition is touched.", "0 errors");
  }

  @Test
  void aShorterWindowNarrowsAndSaysWhere() throws IOException {
    edit("definitions/lessons-completed.yaml", "within: 7d", "within: 5d");
    JsonObject change = onlyChange();
    assertThat(change.get("name").getAsString()).isEqualTo("lessons-completed");
    assertThat(change.get("change").getAsString()).isEqualTo("narrows");
    assertThat(change.getAsJsonArray("reasons"))
        .singleElement()
        .hasToString(
            "{\"change\":\"narrows\",\"path\":\"spec.within\",\"before\":\"7d\",\"after\":\"5d\","
                + "\"why\":\"there is less time\"}");
    assertThat(check("--no-backtest").out())
        .contains(
            "lessons-completed: narrows: fewer qualify, or later",
            "  NARROWS spec.within: 7d, now 5d: there is less time");
  }

  @Test
  void aCommentIsFoundAgainAndGitlabGetsItsReport() throws IOException {
    edit("definitions/lessons-completed.yaml", "within: 7d", "within: 5d");
    String comment = root.resolve("out/comment.md").toString();
    assertThat(
            JsonParser.parseString(
                    check("--no-backtest", "--format", "gitlab", "--comment", comment).out())
                .getAsJsonArray()
                .toString())
        .contains("change-narrows", "lessons-completed: narrows", "fingerprint");
    assertThat(Files.readString(Path.of(comment)))
        .startsWith("<!-- firstvalue-check -->\n### Firstvalue: ")
        .isEqualTo(check("--no-backtest", "--format", "markdown").out());
  }

  @ParameterizedTest
  @CsvSource({"ALWAYS, notice, 0", "WAIVER, warning, 0", "NEVER, error, 1"})
  void aClassOfChangeIsAsBadAsThePolicyMakesIt(String allowance, String level, int exit)
      throws IOException {
    edit("definitions/lessons-completed.yaml", "within: 7d", "within: 5d");
    edit("policy.yaml", "  approvals:", "  allow: {NARROWS: " + allowance + "}\n  approvals:");
    Run github = check("--no-backtest", "--format", "github");
    assertThat(github.exit()).isEqualTo(exit);
    assertThat(github.out().lines().filter(line -> line.contains("change-narrows")))
        .singleElement()
        .asString()
        .startsWith("::" + level + " file=definitions-repo/definitions/lessons-completed.yaml");
    for (String format : List.of("sarif", "junit", "gitlab", "json")) {
      assertThat(check("--no-backtest", "--format", format).out()).contains("change-narrows");
    }
    for (String format : List.of("text", "markdown")) {
      assertThat(check("--no-backtest", "--format", format).out().contains("[change-narrows]"))
          .isEqualTo(!level.equals("notice"));
    }
  }

  @Test
  void aWaivedClassOfChangeIsShownWithItsWaiver() throws IOException {
    edit("definitions/lessons-completed.yaml", "within: 7d", "within: 5d");
    edit(
        "policy.yaml",
        "  approvals:",
        "  waivers: [{rule: change-narrows, definition: lessons-completed, reason: agreed,"
            + " approver: ana, until: 2999-12-31}]\n  approvals:");
    assertThat(check("--no-backtest").out())
        .containsPattern("By the policy:\\R.*\\[change-narrows].*Waived: agreed \\(ana, until");
    assertThat(check("--no-backtest", "--format", "sarif").out()).contains("suppressions");
    assertThat(check("--no-backtest", "--format", "markdown").out())
        .doesNotContain("[change-narrows]");
  }

  @Test
  void aChangedTitleChangesTheDescriptionOnly() throws IOException {
    edit("definitions/lessons-completed.yaml", "Three real lessons", "Three whole lessons");
    assertThat(onlyChange().get("change").getAsString()).isEqualTo("description");
  }

  @Test
  void newAndRemovedDefinitionsAreNamed() throws IOException {
    Path file = documents.resolve("definitions/value-by-role.yaml");
    Files.move(file, documents.resolve("definitions/value-for-role.yaml"));
    edit("definitions/value-for-role.yaml", "name: value-by-role", "name: value-for-role");
    List<String> changes = new ArrayList<>();
    json()
        .getAsJsonArray("definitions")
        .forEach(
            one ->
                changes.add(
                    one.getAsJsonObject().get("name").getAsString()
                        + " "
                        + one.getAsJsonObject().get("change").getAsString()));
    assertThat(changes).containsExactly("value-by-role removed", "value-for-role new");
  }

  @Test
  void aRefusedDefinitionIsAFindingAtItsPlaceInTheWorkingCopy() throws IOException {
    edit("definitions/lessons-completed.yaml", "within: 7d", "within: soon");
    Run run = check("--no-backtest", "--format", "github");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("::error file=definitions-repo/definitions/lessons-completed.yaml");
    assertThat(check("--no-backtest").out()).contains("lessons-completed: refused by lint");
  }

  @Test
  void aCommentOnAPullRequestObeysNoDocument() throws IOException {
    edit(
        "definitions/lessons-completed.yaml",
        "title: Three real lessons in the first week",
        "title: 'x` @everyone <img src=x> ``` | y'");
    String comment = check("--no-backtest", "--format", "markdown").out();
    assertThat(comment).contains("description changed");
    assertThat(comment.lines().filter(line -> line.contains("@everyone")))
        .singleElement()
        .asString()
        .matches("- `[^`]*`");
  }

  @Test
  void misuseIsTold() throws IOException {
    Run noRef = Run.of("check", "--base", "nowhere", "-C", documents.toString(), "--no-backtest");
    assertThat(noRef.exit()).isEqualTo(2);
    assertThat(noRef.err()).contains("nowhere", "argument-invalid");
    Run odd = Run.of("check", "--base", "@{-^~:/x", "-C", documents.toString(), "--no-backtest");
    assertThat(odd.exit()).isEqualTo(2);
    assertThat(check("--no-backtest", "--format", "junit").exit()).isZero();
  }

  @Test
  void aFolderOutsideGitHasNoBase(@TempDir Path plain) throws IOException {
    WorkingCopy.copyExample(plain.resolve("repo"));
    Run run =
        Run.of("check", "--base", "main", "-C", plain.resolve("repo").toString(), "--no-backtest");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("repository-not-found");
  }

  private JsonObject onlyChange() {
    var definitions = json().getAsJsonArray("definitions");
    assertThat(definitions).hasSize(1);
    return definitions.get(0).getAsJsonObject();
  }

  private JsonObject json() {
    return JsonParser.parseString(check("--no-backtest", "--format", "json").out())
        .getAsJsonObject();
  }

  private Run check(String... options) {
    List<String> arguments = new ArrayList<>(List.of("check", "--base", "main", "-C"));
    arguments.add(documents.toString());
    arguments.addAll(List.of(options));
    return Run.of(arguments.toArray(String[]::new));
  }

  private void edit(String file, String from, String to) throws IOException {
    copy.edit(file, from, to);
  }
}
