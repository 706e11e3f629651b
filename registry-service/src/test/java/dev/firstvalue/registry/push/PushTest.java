package dev.firstvalue.registry.push;

import static dev.firstvalue.registry.Documents.definition;
import static dev.firstvalue.registry.PlainGit.failing;
import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.access.Access;
import dev.firstvalue.registry.access.Caller;
import dev.firstvalue.registry.access.Limits;
import dev.firstvalue.registry.access.Role;
import dev.firstvalue.registry.access.Tokens;
import dev.firstvalue.registry.gate.GateName;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.gate.Objection;
import dev.firstvalue.registry.proposal.ProposalView;
import dev.firstvalue.registry.proposal.Proposals;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.Verdict;
import dev.firstvalue.validation.v1.VerdictOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The {@code git} program against a server on a port. */
class PushTest extends RegistryTest {
  private static final String LESSONS = "definitions/lessons.yaml";

  private Proposals proposals;
  private RegistryServer server;
  private Path clone;

  @BeforeEach
  void cloneTheRegistry() {
    commit(LESSONS, definition("lessons", 3));
    proposals =
        new Proposals(
            registry,
            language,
            candidate ->
                new GateResult(
                    List.of(
                        new Objection(GateName.VERDICT, candidate.name(), "reach-too-low", "wait")),
                    List.of(
                        ValidationReport.newBuilder()
                            .setDefinition(candidate.name())
                            .setVerdict(
                                Verdict.newBuilder()
                                    .setOutcome(VerdictOutcome.VERDICT_OUTCOME_FAIL)
                                    .setSentence("Too few reach it."))
                            .build()),
                    List.of()));
    server =
        RegistryServer.builder(registry)
            .http("127.0.0.1", 0)
            .mount(new GitMount(registry, proposals))
            .start();
    String url = "http://127.0.0.1:" + server.httpPort().orElseThrow() + "/git";
    git(home, "clone", "-q", url, "clone");
    clone = home.resolve("clone");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aPushOpensAProposalAndSaysHowItsGatesStand() throws IOException {
    write(LESSONS, definition("lessons", 4));
    write("README.md", "Ours");
    String out = push("Ask for four\n\nThree was luck.\n\nRestate: ALL", "four");

    assertThat(out)
        .contains(
            "remote: proposal 1 opened: Ask for four",
            "remote: not a document, and not proposed: README.md",
            "lessons: narrows: fewer qualify, or later; spec.qualifies.atLeast: 3, now 4",
            "lessons: FAIL. Too few reach it.",
            "lessons: reach-too-low")
        .containsPattern("remote: +shut +change")
        .containsPattern("remote: +open +restatement")
        .containsPattern("remote: +shut +verdict")
        .containsPattern("new branch.*HEAD -> four");
    ProposalView view = proposals.get(1);
    assertThat(view.proposal().getAuthor()).isEqualTo("Ben <ben@example.com>");
    assertThat(view.proposal().getDescription()).startsWith("Three was luck.");
    assertThat(view.proposal().getRestate()).isEqualTo("ALL");
    assertThat(view.proposal().getFiles(0).getContent()).isEqualTo(definition("lessons", 4));
    assertThat(registry.snapshot().versions("lessons")).hasSize(1);
  }

  @Test
  void anotherPushToTheSameBranchChangesTheProposal() throws IOException {
    write(LESSONS, definition("lessons", 4));
    push("Ask for four", "four");
    write(LESSONS, definition("lessons", 5));
    assertThat(push("Ask for five", "four")).contains("proposal 1 changed: Ask for five");
    git(clone, "commit", "-q", "--amend", "-m", "Ask for five, I said");
    assertThat(git(clone, "push", "--force", "origin", "HEAD:four")).contains("proposal 1 changed");

    assertThat(proposals.list())
        .extracting(Proposal::getTitle)
        .containsExactly("Ask for five, I said");
    git(clone, "fetch", "-q");
    assertThat(git(clone, "show", "origin/proposals/1:" + LESSONS)).contains("atLeast: 5");
  }

  @Test
  void whatWasMadeToAnOlderMainIsAConflict() throws IOException {
    commit(LESSONS, definition("lessons", 9));
    write(LESSONS, definition("lessons", 4));

    assertThat(push("Ask for four", "four")).containsPattern("remote: +shut +conflict");
  }

  @Test
  void mainTakesNoPushAndSaysWhatDoes() throws IOException {
    write(LESSONS, definition("lessons", 4));
    commitAll("Ask for four");
    String commit = registry.snapshot().commit();

    assertThat(failing(clone, "push", "origin", "HEAD:main"))
        .contains("main takes proposals only", "git push origin HEAD:my-change");
    assertThat(failing(clone, "push", "origin", ":main")).contains("nothing is deleted");
    assertThat(failing(clone, "push", "origin", "HEAD:proposals/1")).contains("registry's own");
    assertThat(failing(clone, "push", "origin", "HEAD:refs/tags/lessons/9"))
        .contains("only branches");
    assertThat(failing(clone, "push", "origin", "HEAD:refs/firstvalue/reports"))
        .contains("rejected");
    assertThat(failing(clone, "push", "origin", "HEAD:refs/heads/-f\u00e4h")).contains("not plain");
    assertThat(registry.refresh().commit()).isEqualTo(commit);
    assertThat(proposals.list()).isEmpty();
    assertThat(git(directory, "for-each-ref", "--format=%(refname)", "refs/heads"))
        .isEqualTo("refs/heads/main");
  }

  @Test
  void whatIsNoChangeOfDocumentsIsRefusedWithWhatToDo() throws IOException {
    write("README.md", "Ours");
    commitAll("Words");
    assertThat(failing(clone, "push", "origin", "HEAD:words")).contains("no document differs");

    write("definitions/other.yaml", definition("lessons", 9));
    commitAll("Misplaced");
    assertThat(failing(clone, "push", "origin", "HEAD:misplaced"))
        .contains("belongs at definitions/lessons.yaml");

    write("definitions/other.yaml", "kind: ValueEvent\nspec: \u001b[2J1\n");
    commitAll("Broken");
    assertThat(failing(clone, "push", "origin", "HEAD:broken"))
        .contains("definitions/other.yaml:")
        .doesNotContain("\u001b[2J");

    git(clone, "rm", "-q", LESSONS);
    commitAll("Away");
    assertThat(failing(clone, "push", "origin", "HEAD:away")).contains("status: RETIRED");

    git(clone, "checkout", "-q", "--orphan", "apart");
    commitAll("Apart");
    assertThat(failing(clone, "push", "origin", "HEAD:apart")).contains("no ancestor");
    assertThat(proposals.list()).isEmpty();
  }

  @Test
  void aLinkAndAnObjectThatIsTooLargeAreRefused() throws IOException {
    Files.createSymbolicLink(clone.resolve("definitions/link.yaml"), Path.of("/etc/passwd"));
    commitAll("Link");
    assertThat(failing(clone, "push", "origin", "HEAD:link")).contains("no plain file");

    Files.delete(clone.resolve("definitions/link.yaml"));
    write("definitions/large.yaml", "# " + "x".repeat(3 << 20));
    commitAll("Large");
    failing(clone, "push", "origin", "HEAD:large");
    assertThat(proposals.list()).isEmpty();
  }

  @Test
  void whoReadsMayFetchAndOnlyWhoProposesMayPush() throws IOException {
    Tokens tokens = new Tokens(directory, clock);
    String reader = header(tokens, new Caller("Rita", "rita@example.com", Role.READER));
    String proposer = header(tokens, new Caller("Ana", "ana@example.com", Role.PROPOSER));
    try (RegistryServer asking =
        RegistryServer.builder(registry)
            .http("127.0.0.1", 0)
            .mount(new GitMount(registry, proposals))
            .access(new Access.ByToken(tokens, clock))
            .limits(new Limits(0, 0, 1, System::nanoTime))
            .start()) {
      String url = "http://127.0.0.1:" + asking.httpPort().orElseThrow() + "/git";
      write(LESSONS, definition("lessons", 4));
      commitAll("Ask for four");

      failing(clone, "-c", "credential.helper=", "ls-remote", url);
      assertThat(git(clone, "-c", reader, "ls-remote", url)).contains("refs/heads/main");
      assertThat(failing(clone, "-c", reader, "push", url, "HEAD:four")).contains("403");
      assertThat(proposals.list()).isEmpty();
      assertThat(git(clone, "-c", proposer, "push", url, "HEAD:four"))
          .contains("proposal 1 opened");
      assertThat(failing(clone, "-c", proposer, "push", url, "HEAD:five")).contains("429");
    }
    assertThat(proposals.get(1).proposal().getAuthor()).isEqualTo("Ana <ana@example.com>");
  }

  private static String header(Tokens tokens, Caller caller) {
    return "http.extraHeader=Authorization: Bearer "
        + tokens.create(caller, Optional.empty()).secret();
  }

  private String push(String message, String branch) {
    commitAll(message);
    return git(clone, "push", "origin", "HEAD:" + branch);
  }

  private void commitAll(String message) {
    git(clone, "add", "-A");
    git(clone, "commit", "-q", "-m", message);
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(clone.resolve(path).getParent());
    Files.writeString(clone.resolve(path), text);
  }
}
