package dev.firstvalue.registry.git;

import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.Documents;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.git.FaultyRepository.Died;
import dev.firstvalue.registry.git.FaultyRepository.Fault;
import dev.firstvalue.registry.version.VersionLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between two steps of writing, and what is there afterwards. */
class FaultsTest extends RegistryTest {
  @BeforeEach
  void fill() {
    commit("definitions/lessons.yaml", Documents.definition("lessons", 3));
  }

  /** Breaks every step of a commit with its index and tag in turn, until there is no such step. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFaultAtAnyStepLeavesTheOldVersionOrTheNewOneAndNothingBetween(boolean dies)
      throws IOException {
    registry.close();
    int step = 1;
    int published = 0;
    while (broken(step, dies, 3 + published)) {
      registry = RegistryRepository.openForWriting(directory, language, clock);
      RegistrySnapshot after = registry.snapshot();
      // The registry's revision is the number of commits, so a version more is a revision more.
      assertThat(after.versions("lessons")).hasSize((int) after.revision() - 1);
      published = (int) after.revision() - 2;
      assertThat(after.active("lessons").commit()).isEqualTo(after.commit());
      git(directory, "fsck", "--strict");
      registry.close();
      step++;
    }
    assertThat(step).as("steps that were broken").isGreaterThan(8);
    registry = RegistryRepository.openForWriting(directory, language, clock);
    assertThat(registry.snapshot().versions("lessons").size()).isGreaterThan(published + 1);
  }

  /** Whether a fault came up; one that was acknowledged or refused is held to its word. */
  private boolean broken(int step, boolean dies, int lessons) throws IOException {
    clock.pass(Duration.ofMinutes(1));
    Refs before = refs();
    boolean fault = false;
    boolean refused = false;
    boolean derived = false;
    GitStore store = FaultyRepository.open(directory, clock, new Fault(step, dies));
    try {
      VersionLog log = VersionLog.open(store, language);
      store.commit(
          GitStore.MAIN,
          List.of(
              Edit.write(
                  "definitions/lessons.yaml",
                  Documents.bytes(Documents.definition("lessons", lessons + 1)),
                  new Edit.Expected.Anything())),
          ANA,
          "Change");
      log.follow();
      derived = true;
    } catch (FirstvalueException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.FILE_UNWRITABLE);
      refused = true;
    } catch (Died e) {
      fault = true;
    } finally {
      store.close();
    }
    Refs after = refs();
    if (refused) {
      assertThat(after.main()).isEqualTo(before.main());
    }
    if (derived) {
      assertThat(after.main()).isNotEqualTo(before.main());
    }
    // A refused step of the index alone is in the log, and mended by the next open.
    return fault || refused || !after.indexed() || !after.tagged();
  }

  /** What is on disk: main, and whether the index and the tag are of it. */
  private record Refs(String main, boolean indexed, boolean tagged) {}

  private Refs refs() throws IOException {
    try (GitStore store = GitStore.open(directory, clock)) {
      String main = store.resolve(GitStore.MAIN).orElseThrow().name();
      String head =
          store
              .resolve("refs/firstvalue/versions")
              .flatMap(index -> store.file(index, "head.json"))
              .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
              .orElse("");
      List<String> tags =
          store.git().getRefDatabase().getRefsByPrefix("refs/tags/").stream()
              .map(tag -> tag.getObjectId().name())
              .toList();
      return new Refs(main, head.contains(main), tags.equals(List.of(main)));
    }
  }

  @Test
  void aDiskThatTakesNoMoreRefusesAndPublishesNothing() throws Exception {
    registry.close();
    String before = git(directory, "rev-parse", "main");
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f 32 && exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                FullDisk.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(said).isEqualTo("file-unwritable");
    assertThat(git(directory, "rev-parse", "main")).isEqualTo(before);
    git(directory, "fsck", "--strict");
    registry = RegistryRepository.openForWriting(directory, language, clock);
    assertThat(
            numbers(
                commit("definitions/lessons.yaml", Documents.definition("lessons", 4)), "lessons"))
        .containsExactly("2.0", "1.0");
  }

  @Test
  void anObjectThatIsMissingLeavesTheLastSnapshotInService() throws IOException {
    RegistrySnapshot before = registry.snapshot();
    Path file = home.resolve("lessons.yaml");
    Files.writeString(file, Documents.definition("lessons", 5));
    String blob = git(directory, "hash-object", "-w", file.toString());
    git(directory, "read-tree", "main");
    git(directory, "update-index", "--cacheinfo", "100644," + blob + ",definitions/lessons.yaml");
    String commit =
        git(directory, "commit-tree", "-p", "main", "-m", "Missing", git(directory, "write-tree"));
    Path object = directory.resolve("objects/" + blob.substring(0, 2) + "/" + blob.substring(2));
    Files.move(object, home.resolve("object"));
    git(directory, "update-ref", "refs/heads/main", commit);

    assertDamaged(registry::refresh);
    assertThat(registry.snapshot()).isSameAs(before);
    Files.move(home.resolve("object"), object);
    assertThat(numbers(registry.refresh(), "lessons")).containsExactly("2.0", "1.0");
  }

  @Test
  void aPackThatIsMissingIsSaidAtOpen() throws IOException {
    registry.close();
    git(directory, "gc", "--quiet");
    try (Stream<Path> packs = Files.list(directory.resolve("objects/pack"))) {
      for (Path pack : packs.filter(file -> file.toString().endsWith(".pack")).toList()) {
        Files.delete(pack);
      }
    }
    assertDamaged(() -> RegistryRepository.openForWriting(directory, language, clock));
  }

  @Test
  void aClockThatStepsBackTakesNothingAwayAndChangesNoOrder() {
    commit("definitions/lessons.yaml", Documents.definition("lessons", 4));
    clock.pass(Duration.ofDays(-30));
    RegistrySnapshot after = commit("definitions/lessons.yaml", Documents.definition("lessons", 5));
    assertThat(numbers(after, "lessons")).containsExactly("3.0", "2.0", "1.0");
    assertThat(after.revision()).isEqualTo(4);
    registry.close();
    git(directory, "update-ref", "-d", "refs/firstvalue/versions");
    registry = RegistryRepository.openForWriting(directory, language, clock);
    assertThat(numbers(registry.snapshot(), "lessons")).containsExactly("3.0", "2.0", "1.0");
  }

  private static void assertDamaged(ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(InstanceOfAssertFactories.type(FirstvalueException.class))
        .extracting(FirstvalueException::code)
        .isEqualTo(ErrorCode.REPOSITORY_DAMAGED);
  }
}
