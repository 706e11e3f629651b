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
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bridges between versions over what lies in the embedded engine. */
@NeedsEngine
class BridgeCommandTest {
  @TempDir private static Path folder;

  private static School school;

  /** The base is committed as {@code v1}; the folder asks for longer lessons in less time. */
  @BeforeAll
  static void commitAndChange() throws Exception {
    school = School.in(folder);
    try (Git git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call()) {
      git.add().addFilepattern("definitions").addFilepattern("event-model.yaml").call();
      git.commit()
          .setMessage("Base")
          .setAuthor("A", "a@b")
          .setCommitter("A", "a@b")
          .setSign(false)
          .call();
      git.tag().setName("v1").setSigned(false).setAnnotated(false).call();
    }
    edit("    event: lesson\n", "    event: lesson\n    where: 'properties.seconds >= 30'\n");
    edit("within: 7d", "within: 6d");
  }

  @Test
  void theFourCountsAndTheClausesAreTold() {
    Run run = bridge("--from", "v1");

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .startsWith("Version bridge: lessons   NARROWS")
        .contains("reach value by both versions", "are lost and 0 gained")
        .containsPattern("spec.within +7d +6d .* 0 +0")
        .containsPattern("spec.qualifies.where +– +properties.seconds >= 30 .* 0 +\\d")
        .containsPattern("start.properties.plan free +40.0 %");
  }

  @Test
  void machinesGetFactorAndIds() {
    Run run = bridge("--from", "v1", "--format", "json");

    assertThat(run.exit()).as(run.err()).isZero();
    JsonObject bridge = JsonParser.parseString(run.out()).getAsJsonObject();
    JsonObject all = bridge.getAsJsonObject("overall");
    double both = all.get("both").getAsInt();
    double lost = all.get("lost").getAsInt();
    assertThat(lost).isPositive();
    assertThat(all.getAsJsonObject("factor").get("estimate").getAsDouble())
        .isEqualTo(both / (both + lost));
    assertThat(bridge.getAsJsonArray("lostEntities")).hasSize(20);
    assertThat(bridge.getAsJsonObject("from").get("meaningHash"))
        .isNotEqualTo(bridge.getAsJsonObject("to").get("meaningHash"));
    assertThat(bridge.getAsJsonObject("from").get("watermark"))
        .isEqualTo(bridge.getAsJsonObject("to").get("watermark"));
  }

  @Test
  void aFileCanBeTheNewerVersion() throws IOException {
    Path draft = folder.resolve("draft.yaml");
    Files.writeString(draft, School.definition("lessons", "quiz"));
    Run run = bridge("--from", "v1", "--to", draft.toString());

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).startsWith("Version bridge: lessons   SHIFTS");
  }

  @Test
  void usersAndAccountsHaveNothingInCommonAndExitOne() throws IOException {
    Path draft = folder.resolve("accounts.yaml");
    Files.writeString(
        draft, School.definition("lessons", "lesson").replace("entity: user", "entity: account"));
    Run run = bridge("--from", "v1", "--to", draft.toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    assertThat(run.out()).contains("Nothing can be compared", "users and accounts");
  }

  @Test
  void versionsOfARegistryAreNumbers() throws IOException {
    Path registry = folder.resolve("registry.git");
    publish(registry, School.definition("lessons", "lesson"));
    publish(registry, School.definition("lessons", "quiz"));
    Run run =
        Run.of(
            "bridge",
            "lessons",
            "--from",
            "1",
            "--repository",
            registry.toString(),
            "--home",
            school.home(),
            "--as-of",
            School.AS_OF);

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("are lost and 0 gained").containsPattern("version +2");
  }

  @Test
  void aRefThatIsNoneAndANameThatIsNoneAreMisuse() {
    Run ref = bridge("--from", "nowhere");
    Run number =
        Run.of(
            "bridge", "lessons", "--from", "main", "--repository", folder.resolve("x").toString());

    assertThat(ref.exit()).isEqualTo(2);
    assertThat(ref.err()).contains("nowhere", "argument-invalid");
    assertThat(number.exit()).isEqualTo(2);
    assertThat(number.err()).contains("the number of a version");
  }

  private static void publish(Path registry, String document) throws IOException {
    Path draft = folder.resolve("drafts/lessons.yaml");
    Files.createDirectories(draft.getParent());
    Files.writeString(draft, document);
    Path policy = folder.resolve("drafts/policy.yaml");
    Files.writeString(
        policy, "apiVersion: firstvalue/v1\nkind: Policy\nspec: {allow: {SHIFTS: ALWAYS}}\n");
    Run run =
        Run.of(
            "publish",
            folder.resolve("event-model.yaml").toString(),
            policy.toString(),
            draft.toString(),
            "--restate",
            "FORWARD",
            "--repository",
            registry.toString(),
            "--home",
            school.home(),
            "--as-of",
            School.AS_OF);
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
  }

  private static void edit(String from, String to) throws IOException {
    Path file = folder.resolve("definitions/lessons.yaml");
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  private static Run bridge(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "bridge",
                "lessons",
                "-C",
                folder.toString(),
                "--home",
                school.home(),
                "--as-of",
                School.AS_OF));
    arguments.addAll(List.of(options));
    return Run.of(arguments.toArray(String[]::new));
  }
}
