package dev.firstvalue.registry.version;

import static dev.firstvalue.registry.Documents.bytes;
import static dev.firstvalue.registry.Documents.definition;
import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Timestamps;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.Documents;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.git.ContentHash;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.Quarantined;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsTest extends RegistryTest {
  private static final String LESSONS = "definitions/lessons.yaml";

  @Test
  void aChangeOfMeaningIsTheNextVersionAndAnyOtherChangeARevision() {
    commit(LESSONS, definition("lessons", 3));
    commit(LESSONS, definition("lessons", 3, "Better words.", "ACTIVE"));
    RegistrySnapshot snapshot = commit(LESSONS, definition("lessons", 4));

    assertThat(numbers(snapshot, "lessons")).containsExactly("2.0", "1.1", "1.0");
    assertThat(number(snapshot.active("lessons"))).isEqualTo("2.0");
    assertThat(number(snapshot.version("lessons", 1))).isEqualTo("1.1");
    assertThat(snapshot.versions("lessons").stream().map(v -> v.message().getActive()))
        .containsExactly(true, false, false);
  }

  @Test
  void aVersionTellsWhereItComesFrom() {
    String source = definition("lessons", 3);
    RegistrySnapshot snapshot = commit(LESSONS, source, "Ask for three lessons\n\nBecause.");

    DefinitionVersion version = snapshot.active("lessons").message();
    assertThat(version.getCommit()).isEqualTo(git(directory, "rev-parse", "main"));
    assertThat(version.getCommit()).isEqualTo(snapshot.commit());
    assertThat(Timestamps.toString(version.getRecordedAt())).isEqualTo("2026-05-01T10:02:00Z");
    assertThat(version.getAuthor()).isEqualTo("Ana <ana@example.com>");
    assertThat(version.getSubject()).isEqualTo("Ask for three lessons");
    assertThat(version.getSource()).isEqualTo(source);
    assertThat(version.getContentHash()).isEqualTo(ContentHash.of(bytes(source)));
    assertThat(version.getDefinition().getSpec().getQualifies().getAtLeast()).isEqualTo(3);
  }

  @Test
  void theSameMeaningAgainLaterIsAVersionOfItsOwn() {
    commit(LESSONS, definition("lessons", 3));
    commit(LESSONS, definition("lessons", 4));
    RegistrySnapshot snapshot = commit(LESSONS, definition("lessons", 3));

    assertThat(numbers(snapshot, "lessons")).containsExactly("3.0", "2.0", "1.0");
    String meaning = snapshot.active("lessons").meaningHash();
    assertThat(snapshot.version("lessons", 1).meaningHash()).isEqualTo(meaning);
    assertThat(number(snapshot.meaning("lessons", meaning))).isEqualTo("3.0");
  }

  @Test
  void anotherEventModelCanMakeAVersionOfAnUntouchedFile() {
    commit(LESSONS, definition("lessons", 3));
    RegistrySnapshot snapshot =
        commit("event-model.yaml", Documents.model("properties.plan == \"staff\""));

    assertThat(numbers(snapshot, "lessons")).containsExactly("2.0", "1.0");
    assertThat(snapshot.active("lessons").message().getSubject())
        .isEqualTo("Change event-model.yaml");
  }

  @Test
  void anEventModelThatMeansTheSameMakesNoVersion() {
    commit(LESSONS, definition("lessons", 3));
    RegistrySnapshot snapshot =
        commit("event-model.yaml", Documents.MODEL.replace("analytics.events", "product.events"));

    assertThat(numbers(snapshot, "lessons")).containsExactly("1.0");
  }

  @Test
  void aDeprecatedDefinitionIsServedWithANotice() {
    RegistrySnapshot snapshot = commit(LESSONS, definition("lessons", 3, "Why.", "DEPRECATED"));

    assertThat(snapshot.active("lessons").message().getNotice()).contains("deprecated", "growth");
  }

  @Test
  void aRetiredDefinitionFallsBackToNothing() {
    commit(LESSONS, definition("lessons", 3));
    RegistrySnapshot snapshot = commit(LESSONS, definition("lessons", 4, "Why.", "RETIRED"));

    assertError(ErrorCode.DEFINITION_RETIRED, () -> snapshot.active("lessons"));
    assertThat(snapshot.version("lessons", 2).message().getActive()).isFalse();
    assertThat(number(snapshot.version("lessons", 1))).isEqualTo("1.0");
  }

  @Test
  void aDeletedNameStaysReservedAndItsVersionsReadable() {
    commit(LESSONS, definition("lessons", 3));
    RegistrySnapshot without = remove(LESSONS);

    assertError(ErrorCode.DEFINITION_RETIRED, () -> without.active("lessons"));
    assertThat(number(without.version("lessons", 1))).isEqualTo("1.0");

    RegistrySnapshot again = commit(LESSONS, definition("lessons", 3));
    assertThat(numbers(again, "lessons")).containsExactly("1.0");
    assertThat(again.active("lessons").message().getActive()).isTrue();
    assertThat(number(commit(LESSONS, definition("lessons", 5)).active("lessons")))
        .isEqualTo("2.0");
  }

  @Test
  void aFileThatBreaksKeepsItsLastGoodVersionAndOthersMoveOn() {
    commit(LESSONS, definition("lessons", 3));
    commit(LESSONS, "spec: [");
    RegistrySnapshot snapshot = commit("definitions/other.yaml", definition("other", 1));

    assertThat(number(snapshot.active("lessons"))).isEqualTo("1.0");
    assertThat(number(snapshot.active("other"))).isEqualTo("1.0");
    assertThat(snapshot.quarantined())
        .singleElement()
        .satisfies(
            file -> assertThat(file.getPath()).isEqualTo(LESSONS),
            file -> assertThat(file.getMessage()).startsWith(LESSONS + ":1:"));

    RegistrySnapshot mended = commit(LESSONS, definition("lessons", 4));
    assertThat(mended.quarantined()).isEmpty();
    assertThat(numbers(mended, "lessons")).containsExactly("2.0", "1.0");
  }

  @Test
  void aBrokenEventModelIsQuarantinedAndTheLastOneStaysInForce() {
    commit(LESSONS, definition("lessons", 3));
    commit("event-model.yaml", "kind: EventModel");
    RegistrySnapshot snapshot = commit(LESSONS, definition("lessons", 4));

    assertThat(number(snapshot.active("lessons"))).isEqualTo("2.0");
    assertThat(snapshot.quarantined())
        .extracting(Quarantined::getPath)
        .containsExactly("event-model.yaml");
  }

  @Test
  void aNameThatIsNotTheFilesIsQuarantined() {
    RegistrySnapshot snapshot = commit(LESSONS, definition("other", 3));

    assertThat(snapshot.quarantined())
        .singleElement()
        .extracting(Quarantined::getMessage)
        .isEqualTo("metadata.name: other (expected: lessons, the file's name)");
    assertError(ErrorCode.DEFINITION_NOT_FOUND, () -> snapshot.active("lessons"));
    assertError(ErrorCode.DEFINITION_NOT_FOUND, () -> snapshot.active("other"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"definitions/Lessons.yaml", "definitions/a.yml", "definitions/team/lessons.yaml"})
  void aDefinitionInTheWrongPlaceIsSaidAndNotSkipped(String path) {
    RegistrySnapshot snapshot = commit(path, definition("lessons", 3));

    assertThat(snapshot.quarantined()).extracting(Quarantined::getPath).containsExactly(path);
    assertThat(snapshot.definitions()).isEmpty();
  }

  @Test
  void aNoteBesideTheDefinitionsIsFine() {
    assertThat(commit("definitions/README.md", "Hello").quarantined()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Restate: ALL, ''",
    "Restate: 2026-03-01, 2026-03-01T00:00:00Z",
    "Restate: FORWARD, 2026-05-01T10:03:00Z",
    "Restate: ../../etc, 2026-05-01T10:03:00Z",
    "Nothing, 2026-05-01T10:03:00Z"
  })
  void theTrailerSaysFromWhenAMeaningApplies(String trailer, String validFrom) {
    commit(LESSONS, definition("lessons", 3));
    RegistrySnapshot snapshot = commit(LESSONS, definition("lessons", 4), "Four\n\n" + trailer);

    DefinitionVersion version = snapshot.active("lessons").message();
    assertThat(version.hasValidFrom() ? Timestamps.toString(version.getValidFrom()) : "")
        .isEqualTo(validFrom);
    assertThat(snapshot.version("lessons", 1).message().hasValidFrom()).isFalse();
  }

  @Test
  void onlyTheActiveVersionOfANameHasATag() {
    commit(LESSONS, definition("lessons", 3));
    commit(LESSONS, definition("lessons", 4));
    RegistrySnapshot snapshot =
        commit("definitions/old.yaml", definition("old", 1, "Why.", "RETIRED"));

    assertThat(git(directory, "tag", "--list")).isEqualTo("lessons/v2");
    assertThat(git(directory, "rev-parse", "lessons/v2"))
        .isEqualTo(snapshot.active("lessons").message().getCommit());
  }

  @Test
  void aPushByPlainGitIsTakenIn() throws Exception {
    commit(LESSONS, definition("lessons", 3));
    git(home, "clone", "-q", directory.toString(), "team");
    Path team = home.resolve("team");
    Files.writeString(team.resolve(LESSONS), definition("lessons", 9));
    git(team, "commit", "-qam", "Nine");
    git(team, "push", "-q", "origin", "main");

    long before = registry.snapshot().revision();
    assertThat(number(registry.snapshot().active("lessons"))).isEqualTo("1.0");
    RegistrySnapshot after = registry.refresh();
    assertThat(number(after.active("lessons"))).isEqualTo("2.0");
    assertThat(after.active("lessons").message().getAuthor()).isEqualTo("Ben <ben@example.com>");
    assertThat(after.revision()).isEqualTo(before + 1);
  }

  @Test
  void aMergeIsOneStepOfTheHistory() throws Exception {
    commit(LESSONS, definition("lessons", 3));
    git(home, "clone", "-q", directory.toString(), "team");
    Path team = home.resolve("team");
    git(team, "checkout", "-qb", "proposal");
    for (int lessons : List.of(4, 5, 6)) {
      Files.writeString(team.resolve(LESSONS), definition("lessons", lessons));
      git(team, "commit", "-qam", "Try " + lessons);
    }
    git(team, "checkout", "-q", "main");
    git(team, "merge", "-q", "--no-ff", "-m", "Six lessons", "proposal");
    git(team, "push", "-q", "origin", "main");

    RegistrySnapshot snapshot = registry.refresh();
    assertThat(numbers(snapshot, "lessons")).containsExactly("2.0", "1.0");
    assertThat(snapshot.active("lessons").message().getSubject()).isEqualTo("Six lessons");
  }

  @Test
  void aSymbolicLinkIsNotFollowed() throws Exception {
    git(home, "clone", "-q", directory.toString(), "team");
    Path team = home.resolve("team");
    Files.createDirectories(team.resolve("definitions"));
    Files.createSymbolicLink(team.resolve("definitions/link.yaml"), Path.of("../event-model.yaml"));
    git(team, "add", "-A");
    git(team, "commit", "-qm", "Link");
    git(team, "push", "-q", "origin", "main");

    assertThat(registry.refresh().quarantined())
        .singleElement()
        .extracting(Quarantined::getMessage)
        .asString()
        .startsWith("not a plain file");
  }

  @Test
  void aReaderWithoutTheLockSeesTheSame() {
    commit(LESSONS, definition("lessons", 3));
    commit(LESSONS, definition("lessons", 4, "Why.", "DEPRECATED"));

    try (RegistryRepository reader = RegistryRepository.open(directory, language, clock)) {
      assertThat(reader.snapshot().active("lessons").message())
          .isEqualTo(registry.snapshot().active("lessons").message());
      assertThat(reader.snapshot().revision()).isEqualTo(registry.snapshot().revision());
    }
  }

  static void assertError(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(InstanceOfAssertFactories.type(FirstvalueException.class))
        .extracting(FirstvalueException::code)
        .isEqualTo(code);
  }
}
