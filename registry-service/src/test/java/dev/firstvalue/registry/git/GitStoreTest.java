package dev.firstvalue.registry.git;

import static dev.firstvalue.registry.Documents.bytes;
import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitStoreTest {
  private static final Author ANA = new Author("Ana", "ana@example.com");
  private static final Edit.Expected ANYTHING = new Edit.Expected.Anything();

  private final FakeClock clock = new FakeClock();
  @TempDir private Path directory;

  @Test
  void plainGitReadsWhatWasCommitted() {
    Path bare = directory.resolve("registry.git");
    try (GitStore store = GitStore.createOrOpen(bare, clock)) {
      store.commit(
          GitStore.MAIN,
          List.of(
              Edit.write("policy.yaml", bytes("a"), ANYTHING),
              Edit.write("definitions/lessons.yaml", bytes("b"), ANYTHING)),
          ANA,
          "First\n\nRestate: ALL");
      store.commit(GitStore.MAIN, List.of(Edit.remove("policy.yaml", ANYTHING)), ANA, "No policy");
    }

    assertThat(git(bare, "fsck", "--strict", "--full")).doesNotContain("error");
    assertThat(git(bare, "log", "--format=%an <%ae> %cI %s"))
        .isEqualTo(
            """
            Ana <ana@example.com> 2026-05-01T10:00:00+00:00 No policy
            Ana <ana@example.com> 2026-05-01T10:00:00+00:00 First\
            """);
    git(directory, "clone", "-q", bare.toString(), "copy");
    assertThat(directory.resolve("copy/definitions/lessons.yaml")).hasContent("b");
    assertThat(directory.resolve("copy/policy.yaml")).doesNotExist();
  }

  @Test
  void editsThatChangeNothingMakeNoCommit() {
    try (GitStore store = GitStore.createOrOpen(directory, clock)) {
      List<Edit> edits = List.of(Edit.write("definitions/a.yaml", bytes("a"), ANYTHING));
      ObjectId first = store.commit(GitStore.MAIN, edits, ANA, "A");

      assertThat(store.commit(GitStore.MAIN, edits, ANA, "A again")).isEqualTo(first);
    }
  }

  @Test
  void aChangeMadeMeanwhileIsAConflictWithBothHashes() {
    try (GitStore store = GitStore.createOrOpen(directory, clock)) {
      String path = "definitions/a.yaml";
      store.commit(
          GitStore.MAIN,
          List.of(Edit.write(path, bytes("1"), new Edit.Expected.Absent())),
          ANA,
          "1");
      Edit.Expected seen = new Edit.Expected.Content(ContentHash.of(bytes("1")));
      store.commit(GitStore.MAIN, List.of(Edit.write(path, bytes("2"), seen)), ANA, "2");

      assertThatThrownBy(
              () ->
                  store.commit(
                      GitStore.MAIN, List.of(Edit.write(path, bytes("3"), seen)), ANA, "3"))
          .asInstanceOf(InstanceOfAssertFactories.type(FirstvalueException.class))
          .satisfies(
              e -> assertThat(e.code()).isEqualTo(ErrorCode.DEFINITION_CHANGED),
              e ->
                  assertThat(e.details())
                      .isEqualTo(
                          Map.of(
                              "path", path,
                              "expected", ContentHash.of(bytes("1")),
                              "found", ContentHash.of(bytes("2")))));
    }
  }

  @Test
  void publishersOfDifferentFilesNeverGetInEachOthersWay() throws Exception {
    Path bare = directory.resolve("registry.git");
    int publishers = 4;
    int each = 8;
    try (GitStore store = GitStore.createOrOpen(bare, clock);
        ExecutorService threads = Executors.newFixedThreadPool(publishers)) {
      List<Future<ObjectId>> commits = new ArrayList<>();
      for (int i = 0; i < publishers * each; i++) {
        Edit edit =
            Edit.write("definitions/d" + i + ".yaml", bytes("" + i), new Edit.Expected.Absent());
        commits.add(
            threads.submit(() -> store.commit(GitStore.MAIN, List.of(edit), ANA, "Publish")));
      }
      for (Future<ObjectId> commit : commits) {
        commit.get();
      }
    }
    assertThat(git(bare, "rev-list", "--count", "main")).isEqualTo("" + publishers * each);
    assertThat(git(bare, "ls-tree", "-r", "--name-only", "main").lines())
        .hasSize(publishers * each);
    git(bare, "fsck", "--strict");
  }

  @Test
  void aSecondWriterIsToldWhoTheFirstIs() {
    try (GitStore first = GitStore.createOrOpen(directory, clock)) {
      assertThat(first.writable()).isTrue();
      assertThatThrownBy(() -> GitStore.openForWriting(directory, clock))
          .isInstanceOf(FirstvalueException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid() + " on ")
          .hasMessageContaining("since 2026-05-01T10:00:00Z");
      try (GitStore reader = GitStore.open(directory, clock)) {
        assertThat(reader.resolve(GitStore.MAIN)).isEmpty();
      }
    }
    try (GitStore next = GitStore.openForWriting(directory, clock)) {
      assertThat(next.writable()).isTrue();
    }
  }

  @Test
  void theLockOfADeadProcessIsTakenOver() throws Exception {
    try (GitStore store = GitStore.createOrOpen(directory, clock)) {
      assertThat(store.writable()).isTrue();
    }
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(other.getInputStream().read()).isEqualTo('L');
      assertThatThrownBy(() -> GitStore.openForWriting(directory, clock))
          .hasMessageContaining("process " + other.pid() + " on ");
    } finally {
      other.destroyForcibly().waitFor();
    }
    try (GitStore store = GitStore.openForWriting(directory, clock)) {
      assertThat(store.writable()).isTrue();
    }
  }

  @Test
  void aDirectoryThatHoldsSomethingElseIsLeftAlone() throws IOException {
    Files.writeString(directory.resolve("notes.txt"), "mine");

    assertThatThrownBy(() -> GitStore.createOrOpen(directory, clock))
        .isInstanceOf(FirstvalueException.class)
        .hasMessageContaining("repository-not-found");
    assertThat(directory)
        .isDirectoryContaining("glob:**notes.txt")
        .isDirectoryNotContaining("glob:**HEAD");
  }

  @Test
  void aUsersOwnSettingsDoNotCount() {
    try (GitStore store = GitStore.createOrOpen(directory, clock)) {
      assertThat(store.git().getConfig().getString("user", null, "name")).isNull();
      assertThat(store.git().getConfig().getBoolean("core", "fsyncobjectfiles", false)).isTrue();
      assertThat(git(directory, "config", "receive.denyNonFastForwards")).isEqualTo("true");
      assertThat(git(directory, "symbolic-ref", "HEAD")).isEqualTo("refs/heads/main");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "definitions/../../x",
        "/etc/passwd",
        ".git/config",
        "a//b",
        "a/",
        "",
        "a\nb",
        "definitions/.x",
        "a\\b",
        "a.lock",
        "définitions/a"
      })
  void aPathThatLeavesTheRepositoryIsRefused(String path) {
    assertThatThrownBy(() -> Edit.write(path, bytes("x"), ANYTHING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("path: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "Ana <x>", "Ana\nAuthor: Eve"})
  void anAuthorThatGitWouldReadDifferentlyIsRefused(String name) {
    assertThatThrownBy(() -> new Author(name, "ana@example.com"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("author.name: ");
  }
}
