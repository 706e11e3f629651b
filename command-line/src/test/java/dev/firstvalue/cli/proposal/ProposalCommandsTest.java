package dev.firstvalue.cli.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.firstvalue.cli.Run;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.proposal.Proposals;
import dev.firstvalue.registry.server.ProposalEndpoint;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.version.DocumentLanguage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proposals from the command line, over a server and straight in a repository. */
class ProposalCommandsTest {
  private static final Path TEAM = Path.of("..", "definitions-repo");
  private static final String LESSONS = "definitions/lessons-completed.yaml";

  @TempDir private Path home;
  private RegistryRepository registry;
  private @Nullable RegistryServer server;

  @BeforeEach
  void serve() throws IOException {
    registry =
        RegistryRepository.createOrOpen(
            home.resolve("registry.git"), new DocumentLanguage(), Clock.systemUTC());
    for (String file : List.of("event-model.yaml", "policy.yaml", "CODEOWNERS", LESSONS)) {
      String text =
          Files.readString(TEAM.resolve(file))
              .replace(
                  "owners: true}",
                  "owners: true, teams: {lingo/growth: {members: [eva@lingo.example]}}}");
      registry.commit(
          List.of(
              Edit.write(
                  file, text.getBytes(StandardCharsets.UTF_8), new Edit.Expected.Anything())),
          new Author("Ana", "ana@lingo.example"),
          "Begin");
    }
    Proposals proposals =
        new Proposals(registry, new DocumentLanguage(), candidate -> GateResult.allowed(List.of()));
    server = RegistryServer.builder(registry).addService(new ProposalEndpoint(proposals)).start();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
      registry.close();
      server = null;
    }
  }

  @Test
  void aProposalGoesFromTheFileToMain() throws IOException {
    Path draft = draft("title: Three real lessons", "title: Three whole lessons");
    Run proposed = as("Ana", "propose", draft.toString(), "-m", "Words");
    assertThat(proposed.exit()).as(proposed.err()).isZero();
    assertThat(proposed.out())
        .contains("1 (open)", "file         " + LESSONS, "Words")
        .containsPattern("shut +owner\\R +" + LESSONS + ": no owner .*@lingo/growth")
        .containsPattern("not asked verdict");

    Run refused = as("Ana", "proposals", "merge", "1");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out())
        .contains("proposal 1 is not merged:")
        .containsPattern("review +proposal 1: approvals of this content: 0")
        .contains("firstvalue proposals approve 1");

    Run own = as("Ana", "proposals", "approve", "1");
    assertThat(own.exit()).isEqualTo(2);
    assertThat(own.err()).contains("proposal-own");
    assertThat(as("Eva", "proposals", "check", "1").exit()).isEqualTo(1);
    assertThat(as("Eva", "proposals", "approve", "1").exit()).isZero();
    assertThat(as("Eva", "proposals", "check", "1").exit()).isZero();
    assertThat(as("Eva", "proposals", "list").out()).contains("open", "Change proposed.yaml");
    Run merged = as("Eva", "proposals", "merge", "1");
    assertThat(merged.exit()).as(merged.out() + merged.err()).isZero();
    assertThat(merged.out())
        .contains("merged proposal 1", "version lessons-completed 1.1 (sha256:");
    Run evidence = as("Eva", "evidence", "lessons-completed@1");
    assertThat(evidence.exit()).as(evidence.err()).isZero();
    assertThat(evidence.out())
        .startsWith("lessons-completed version 1 (sha256:")
        .containsPattern("1\\.1 .* by Ana.*, proposal 1, merged by Eva")
        .containsPattern("approved .* by Eva <eva@lingo.example>")
        .containsPattern("1\\.0 .* by Ana.*, without a proposal")
        .contains("reports\n  none");
    assertThat(as("Eva", "evidence", "lessons-completed@9").err()).contains("version-not-found");
    assertThat(as("Eva", "proposals", "list").out()).isEmpty();
    assertThat(
            JsonParser.parseString(
                    as("Eva", "proposals", "list", "--all", "--format", "json").out())
                .getAsJsonArray())
        .hasSize(1);
    assertThat(as("Eva", "proposals", "close", "1").err()).contains("proposal-ended");
  }

  @Test
  void aChangeOfMeaningShowsWhatShutsTheGateAndTheChoiceOpensOne() throws IOException {
    Path draft = draft("within: 7d", "within: 6d");
    assertThat(as("Ana", "propose", draft.toString()).out())
        .containsPattern("shut +change\\R.*spec.within: 7d, now 6d")
        .containsPattern("shut +restatement\\R.*\\R.*--restate FORWARD");
    assertThat(as("Ana", "propose", "--update", "1", "--restate", "2026-05-01").out())
        .contains("restate      2026-05-01")
        .containsPattern("open +restatement");
    Run stale = as("Ana", "propose", "--update", "1", "--title", "X", "--if-match", "1.1");
    assertThat(stale.exit()).isEqualTo(2);
    assertThat(stale.err()).contains("proposal-changed");
  }

  @Test
  void aRevertIsTheNextVersionWithItsRestatement() throws IOException {
    registry.commit(
        List.of(
            Edit.write(
                LESSONS,
                Files.readString(TEAM.resolve(LESSONS))
                    .replace("within: 7d", "within: 6d")
                    .getBytes(StandardCharsets.UTF_8),
                new Edit.Expected.Anything())),
        new Author("Ana", "ana@lingo.example"),
        "Shorter");
    registry.commit(
        List.of(
            Edit.write(
                "policy.yaml",
                """
                apiVersion: firstvalue/v1
                kind: Policy
                spec: {approvals: {minimum: 0}, allow: {WIDENS: ALWAYS}}
                """
                    .getBytes(StandardCharsets.UTF_8),
                new Edit.Expected.Anything())),
        new Author("Ana", "ana@lingo.example"),
        "Alone");
    Run reverted =
        as("Ana", "revert", "lessons-completed", "--to", "1", "--restate", "ALL", "-m", "Sorry");
    assertThat(reverted.exit()).as(reverted.err()).isZero();
    assertThat(reverted.out()).contains("Revert lessons-completed to version 1", "Sorry");

    assertThat(as("Ana", "proposals", "merge", "1").out())
        .contains("version lessons-completed 3 (sha256:");
    assertThat(as("Ana", "restatements", "lessons-completed").out())
        .contains("version 3  WIDENS  applies from the beginning (ALL)")
        .contains("spec.within: 6d, now 7d", "proposal 1");
    assertThat(as("Ana", "revert", "lessons-completed", "--to", "9").err())
        .contains("version-not-found");
  }

  @Test
  void aRepositoryThatNobodyServesIsItsOwnDoor() throws IOException {
    stop();
    Path owners = home.resolve("CODEOWNERS");
    Files.writeString(owners, "* eva@lingo.example\n");
    Run proposed = Run.of("propose", owners.toString(), "-R", home + "/registry.git");

    assertThat(proposed.exit()).as(proposed.err()).isZero();
    assertThat(proposed.out()).contains("file         CODEOWNERS");
    assertThat(Run.of("proposals", "show", "1", "-R", home + "/registry.git").out())
        .containsPattern("shut +owner\\R +CODEOWNERS: .*@lingo/data-platform");
  }

  @Test
  void misuseIsSaid() {
    assertThat(as("Ana", "propose").exit()).isEqualTo(2);
    assertThat(as("Ana", "propose", home.resolve("nothing.yaml").toString()).exit()).isEqualTo(2);
    assertThat(as("Ana", "proposals", "show", "7").err()).contains("proposal-not-found");
    assertThat(Run.of("proposals").exit()).isEqualTo(2);
    assertThat(Run.of("proposals", "list").err()).contains("--server");
    assertThat(as("Ana", "propose", "--update", "1", "--restate", "soon").err())
        .contains("expected: FORWARD, ALL or a day");
  }

  private Path draft(String from, String to) throws IOException {
    String text = Files.readString(TEAM.resolve(LESSONS));
    assertThat(text).contains(from);
    Path draft = home.resolve("proposed.yaml");
    Files.writeString(draft, text.replace(from, to));
    return draft;
  }

  private Run as(String who, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(
        List.of(
            "--author",
            who + " <" + who.toLowerCase(Locale.ROOT) + "@lingo.example>",
            "--server",
            "127.0.0.1:" + Objects.requireNonNull(server).port()));
    return Run.of(arguments.toArray(String[]::new));
  }
}
