package dev.firstvalue.registry.version;

import static dev.firstvalue.registry.Documents.bytes;
import static dev.firstvalue.registry.Documents.definition;
import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.v1.DefinitionVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionIndexTest extends RegistryTest {
  private final AtomicInteger definitionsRead = new AtomicInteger();
  private String fingerprint = language.fingerprint();

  @BeforeEach
  void threeVersions() {
    commit("definitions/lessons.yaml", definition("lessons", 3));
    commit("definitions/lessons.yaml", definition("lessons", 4));
    commit("definitions/other.yaml", definition("other", 1, "Why.", "RETIRED"));
    commit("definitions/broken.yaml", "spec: [");
  }

  @Test
  void aValidIndexSparesReadingTheHistory() {
    assertReadFromIndex(registry.snapshot());
  }

  @Test
  void plainGitShowsIt() {
    List<String> lines = ofIndex("definitions/lessons.jsonl").lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(JsonParser.parseString(lines.getLast()).getAsJsonObject().get("version").getAsInt())
        .isEqualTo(2);
    git(directory, "fsck", "--strict");
  }

  @Test
  void anIndexThatIsGoneIsDerivedAgain() {
    RegistrySnapshot before = registry.snapshot();
    git(directory, "update-ref", "-d", "refs/firstvalue/versions");
    assertSame(reopened(), before);
    assertThat(definitionsRead.get()).isPositive();
  }

  @Test
  void anIndexWithTruncatedFilesIsDerivedAgainAndMended() throws IOException {
    RegistrySnapshot before = registry.snapshot();
    for (String path : List.of("head.json", "definitions/lessons.versions")) {
      Path object = object(blob(path));
      Files.delete(object);
      Files.write(object, new byte[] {120, 1, 2});
    }
    assertSame(reopened(), before);
    assertThat(definitionsRead.get()).isPositive();

    assertReadFromIndex(before);
    git(directory, "fsck", "--strict");
  }

  @Test
  void anIndexOfAnotherLanguageIsDerivedAgain() {
    RegistrySnapshot before = registry.snapshot();
    fingerprint = "firstvalue/v2";
    assertSame(reopened(), before);
    assertThat(definitionsRead.get()).isPositive();
  }

  @Test
  void anIndexThatSaysOtherThanMainIsDerivedAgain() throws IOException {
    RegistrySnapshot before = registry.snapshot();
    Path json = home.resolve("head.json");
    String head = ofIndex("head.json");
    Files.writeString(json, head.replace("\"lessons\":\"ACTIVE\"", "\"lessons\":\"DELETED\""));
    String blob = git(directory, "hash-object", "-w", json.toString());
    git(directory, "read-tree", "refs/firstvalue/versions");
    git(directory, "update-index", "--cacheinfo", "100644," + blob + ",head.json");
    String tree = git(directory, "write-tree");
    String commit = git(directory, "commit-tree", "-m", "Forged", tree);
    git(directory, "update-ref", "refs/firstvalue/versions", commit);
    assertSame(reopened(), before);
    assertThat(definitionsRead.get()).isPositive();
  }

  @Test
  void anIndexOfAnotherShapeIsDerivedAgain() {
    RegistrySnapshot before = registry.snapshot();
    String tree = git(directory, "rev-parse", "main^{tree}");
    String commit = git(directory, "commit-tree", "-m", "Forged", tree);
    git(directory, "update-ref", "refs/firstvalue/versions", commit);
    assertSame(reopened(), before);
    assertThat(definitionsRead.get()).isPositive();
  }

  @Test
  void whatWasCommittedWhileNobodyLookedIsAdded() {
    registry.close();
    git(home, "clone", "-q", directory.toString(), "team");
    Path team = home.resolve("team");
    git(team, "rm", "-q", "definitions/lessons.yaml");
    git(team, "commit", "-qm", "Remove");
    git(team, "push", "-q", "origin", "main");

    RegistrySnapshot after = reopened();
    assertThat(after.definitions().get("lessons"))
        .extracting(DefinitionHistory::standing)
        .isEqualTo(Standing.DELETED);
    assertThat(definitionsRead).hasValue(0);
    assertThat(git(directory, "tag", "--list")).isEmpty();
  }

  @Test
  void aRewrittenMainIsDerivedFromItsBeginningAndTheRevisionStillRises() {
    long before = registry.snapshot().revision();
    git(directory, "update-ref", "refs/heads/main", "main~2");

    RegistrySnapshot after = registry.refresh();
    assertThat(numbers(after, "lessons")).containsExactly("2.0", "1.0");
    assertThat(after.definitions()).doesNotContainKey("other");
    assertThat(after.revision()).isGreaterThan(before);
    assertThat(reopened().revision()).isEqualTo(after.revision());
  }

  @Test
  void aFileOfSixteenVersionsIsWrittenOnceAndReadBack() {
    for (int lessons = 5; lessons <= 37; lessons++) {
      // The sixteenth entry is retired, so that nothing in it changes when the next one comes.
      boolean retires = lessons % 16 >= 2 && lessons % 16 <= 4;
      if (retires) {
        commit("definitions/lessons.yaml", definition("lessons", lessons - 1, "Why.", "RETIRED"));
      }
      RegistrySnapshot before = commit("definitions/lessons.yaml", definition("lessons", lessons));
      if (retires) {
        assertReadFromIndex(before);
      }
    }
    assertThat(ofIndex("definitions/lessons/1-16.jsonl").lines()).hasSize(16);
    assertThat(ofIndex("definitions/lessons/17-32.jsonl").lines()).hasSize(16);

    RegistrySnapshot before = registry.snapshot();
    RegistrySnapshot last = commit("definitions/lessons.yaml", definition("lessons", 40));
    assertThat(HistoryFiles.edits(lessons(before), lessons(last)))
        .extracting(Edit::path)
        .containsExactly("definitions/lessons.versions", "definitions/lessons.jsonl");
    assertReadFromIndex(last);
  }

  @Test
  void anIndexWithoutAFileOfEarlierVersionsIsDerivedAgain() throws IOException {
    for (int lessons = 5; lessons <= 20; lessons++) {
      commit("definitions/lessons.yaml", definition("lessons", lessons));
    }
    RegistrySnapshot before = registry.snapshot();
    Files.delete(object(blob("definitions/lessons/1-16.versions")));
    assertSame(reopened(), before);
    assertThat(definitionsRead.get()).isPositive();
    assertThat(ofIndex("definitions/lessons/1-16.jsonl").lines()).hasSize(16);
  }

  /**
   * Found by the history check: a server that starts at once after another was killed could not
   * move tags, and left them as they were.
   */
  @ParameterizedTest
  @ValueSource(strings = {"packed-refs.lock", "refs/tags/lessons/v3.lock"})
  void tagsThatALeftLockHeldUpFollowOnceItIsOld(String left) throws IOException {
    registry.close();
    Path lock = directory.resolve(left);
    Files.createFile(lock);
    Files.setLastModifiedTime(lock, FileTime.from(clock.instant().minusSeconds(1)));
    RegistrySnapshot before = reopened();
    registry.commit(
        List.of(
            Edit.write(
                "definitions/lessons.yaml",
                bytes(definition("lessons", 7)),
                new Edit.Expected.Anything())),
        new Author("Ana", "ana@example.com"),
        "Seven");
    assertThat(lock).exists();
    assertThat(git(directory, "tag", "--list")).isNotEqualTo("lessons/v3");

    clock.pass(Duration.ofSeconds(15));
    assertThat(registry.refresh().revision()).isEqualTo(before.revision() + 1);
    assertThat(git(directory, "tag", "--list")).isEqualTo("lessons/v3");
    assertReadFromIndex(registry.snapshot());
  }

  private String ofIndex(String path) {
    return git(directory, "show", "refs/firstvalue/versions:" + path);
  }

  private String blob(String path) {
    return git(directory, "rev-parse", "refs/firstvalue/versions:" + path);
  }

  private Path object(String id) {
    return directory.resolve("objects").resolve(id.substring(0, 2)).resolve(id.substring(2));
  }

  private RegistrySnapshot reopened() {
    registry.close();
    registry = RegistryRepository.openForWriting(directory, new Counting(), clock);
    return registry.snapshot();
  }

  @Test
  void aLostIndexOfARewrittenMainDoesNotSetTheRevisionBack() {
    git(directory, "update-ref", "refs/heads/main", "main~1");
    registry.refresh();
    RegistrySnapshot before = commit("definitions/lessons.yaml", definition("lessons", 8));
    git(directory, "update-ref", "-d", "refs/firstvalue/versions");
    RegistrySnapshot after = reopened();
    assertThat(after.revision()).isEqualTo(before.revision());
    assertThat(after.rewrittenAt()).isEqualTo(before.rewrittenAt());
    assertThat(after.revision())
        .isGreaterThan(Integer.parseInt(git(directory, "rev-list", "--count", "main")));
  }

  private static DefinitionHistory lessons(RegistrySnapshot snapshot) {
    return snapshot.history("lessons");
  }

  private void assertReadFromIndex(RegistrySnapshot expected) {
    definitionsRead.set(0);
    assertSame(reopened(), expected);
    assertThat(definitionsRead).hasValue(0);
  }

  private static void assertSame(RegistrySnapshot found, RegistrySnapshot expected) {
    assertThat(found.commit()).isEqualTo(expected.commit());
    assertThat(found.revision()).isEqualTo(expected.revision());
    assertThat(found.quarantined()).containsExactlyElementsOf(expected.quarantined());
    assertThat(messages(found)).isEqualTo(messages(expected));
    assertThat(moments(found)).isEqualTo(moments(expected));
  }

  private static List<List<DefinitionVersion>> messages(RegistrySnapshot snapshot) {
    return snapshot.definitions().values().stream()
        .map(history -> history.entries().stream().map(EncodedVersion::message).toList())
        .toList();
  }

  private static List<List<Moment>> moments(RegistrySnapshot snapshot) {
    return snapshot.definitions().values().stream().map(DefinitionHistory::moments).toList();
  }

  /** The language, counting the definitions that it reads. */
  private final class Counting implements DefinitionLanguage {
    @Override
    public String fingerprint() {
      return fingerprint;
    }

    @Override
    public Reading<EventModel> eventModel(String path, byte[] bytes) {
      return language.eventModel(path, bytes);
    }

    @Override
    public Reading<Meaning> definition(String path, byte[] bytes, EventModel model) {
      definitionsRead.incrementAndGet();
      return language.definition(path, bytes, model);
    }
  }
}
