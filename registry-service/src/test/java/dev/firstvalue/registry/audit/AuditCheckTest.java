package dev.firstvalue.registry.audit;

import static dev.firstvalue.registry.Documents.definition;
import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.git.GitStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody does to the trail with plain git, and how it shows. */
class AuditCheckTest extends RegistryTest {
  private static final String AUDIT = "refs/firstvalue/audit";

  /** Four links of one entry each; each commit of main names the link of its time. */
  @BeforeEach
  void write() {
    AuditTrail trail = registry.audit().orElseThrow();
    trail.flush();
    for (int lessons = 1; lessons <= 3; lessons++) {
      commit("definitions/lessons.yaml", definition("lessons", lessons));
      trail.flush();
    }
    registry.close();
    assertThat(check("")).isEmpty();
    assertThat(check(at(2))).isEmpty();
  }

  @Test
  void aRewrittenEntryIsFound() throws IOException {
    Path file = home.resolve("entries.json");
    Files.writeString(
        file, git(directory, "show", at(1) + ":entries.json").replace("Ana", "Eva") + "\n");
    String blob = git(directory, "hash-object", "-w", file.toString());
    String changed = link(at(2), tree(blob));
    // What came after is put on top of it again, with the trees that it had.
    move(link(changed, at(0) + "^{tree}"));
    assertThat(check("")).contains("does not go on from the commit that it was written after");
  }

  @Test
  void aDroppedEntryIsFound() {
    move(link(at(2), at(0) + "^{tree}"));
    assertThat(check(""))
        .contains("does not go on from the commit that it was written after")
        .contains("entries 3 to 3 are missing");
  }

  @Test
  void entriesInAnotherOrderAreFound() {
    String swapped = link(at(2), at(0) + "^{tree}");
    move(link(swapped, at(1) + "^{tree}"));
    assertThat(check("")).contains("does not go on", "are missing");
  }

  @Test
  void aChainThatLostItsEndIsFoundByWhatMainSaysOfItAndByAHashThatWasKept() {
    String kept = at(0);
    move(at(1));
    assertThat(check("")).isEmpty();
    assertThat(check(kept)).contains("which was kept, is not in the chain");
    move(at(2));
    assertThat(check("")).contains("of refs/heads/main was made when the trail was at");
  }

  @Test
  void aChainThatIsMadeAnewIsFound() {
    String kept = at(2);
    git(directory, "update-ref", "-d", AUDIT);
    try (GitStore store = GitStore.openForWriting(directory, clock)) {
      AuditTrail.open(store);
    }
    assertThat(check("")).contains("of refs/heads/main was made when the trail was at");
    assertThat(check(kept)).contains("which was kept, is not in the chain");
  }

  @Test
  void aRewrittenMainIsFoundAndEntered() {
    git(directory, "update-ref", "refs/heads/main", "main~2");
    assertThat(check(""))
        .contains("refs/heads/main has no longer", "refs/heads/main does not go on");
    try (GitStore store = GitStore.openForWriting(directory, clock)) {
      AuditTrail.open(store);
    }
    assertThat(git(directory, "show", AUDIT + ":entries.json"))
        .contains("refs/heads/main was rewritten", "OUTSIDE");
  }

  @Test
  void whatIsNoTrailIsFound() {
    move(git(directory, "rev-parse", "main"));
    assertThat(check("")).contains("the trail cannot be read");
  }

  private String check(String anchor) {
    try (GitStore store = GitStore.open(directory, clock)) {
      return String.join(
          "\n",
          AuditCheck.of(store, anchor.isEmpty() ? Optional.empty() : Optional.of(anchor))
              .problems());
    }
  }

  private String at(int before) {
    return git(directory, "rev-parse", "refs/firstvalue/audit~" + before);
  }

  private String link(String parent, String tree) {
    return git(directory, "commit-tree", "-p", parent, "-m", "Audit trail", tree);
  }

  private String tree(String blob) {
    git(directory, "read-tree", "--empty");
    git(directory, "update-index", "--add", "--cacheinfo", "100644," + blob + ",entries.json");
    return git(directory, "write-tree");
  }

  private void move(String commit) {
    git(directory, "update-ref", AUDIT, commit);
  }
}
