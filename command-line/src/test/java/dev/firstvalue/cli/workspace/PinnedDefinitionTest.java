package dev.firstvalue.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.meaning.Hashes;
import dev.firstvalue.definition.v1.DefinitionPin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three meanings of one definition, the second with a revision; the third by another model. */
class PinnedDefinitionTest {
  private static final String MODEL =
      """
      apiVersion: firstvalue/v1
      kind: EventModel
      metadata: {name: school}
      spec:
        events: {table: events, timestamp: ts, event: event, properties: properties}
        entities: {user: {column: user_id}}
        catalog: {begun: {preparation: true}, done: {properties: {lesson: STRING}}}
      """;
  private static final String DEFINITION =
      """
      apiVersion: firstvalue/v1
      kind: ValueEvent
      metadata: {name: lessons, owners: [growth]}
      spec:
        entity: user
        start: {event: begun}
        within: 7d
        qualifies: {event: done, atLeast: 1}
      """;

  @TempDir private Path root;

  private final List<String> notes = new ArrayList<>();
  private Path folder;

  @BeforeEach
  void commitThreeMeanings() throws Exception {
    folder = Files.createDirectories(root.resolve("data/definitions-repo"));
    Files.createDirectory(folder.resolve("definitions"));
    try (Git git = Git.init().setDirectory(root.toFile()).setInitialBranch("main").call()) {
      write("event-model.yaml", MODEL);
      write("definitions/lessons.yaml", DEFINITION);
      commit(git);
      write("definitions/lessons.yaml", DEFINITION.replace("atLeast: 1", "atLeast: 2"));
      commit(git);
      write("README.md", "Nothing of this changes a meaning.");
      commit(git);
      write(
          "definitions/lessons.yaml",
          "# The same in other words.\n" + DEFINITION.replace("atLeast: 1", "atLeast: 2"));
      commit(git);
      write("definitions/lessons.yaml", "this was a bad day\n");
      commit(git);
      write("definitions/lessons.yaml", DEFINITION.replace("atLeast: 1", "atLeast: 2"));
      write("event-model.yaml", MODEL + "  exclude: 'properties.lesson == \"test\"'\n");
      commit(git);
    }
  }

  @Test
  void aNumberIsThatOfTheMeaning() {
    assertThat(atLeast(found(pin(1)))).isEqualTo(1);
    assertThat(notes).singleElement().asString().contains("as of commit");

    PinnedDefinition.Found second = found(pin(2));
    assertThat(atLeast(second)).isEqualTo(2);
    assertThat(second.around().eventModel().orElseThrow().message().getSpec().getExclude())
        .as("under the event model of its time")
        .isEmpty();
    notes.clear();

    PinnedDefinition.Found third = found(pin(3));
    assertThat(third.around().eventModel().orElseThrow().message().getSpec().getExclude())
        .isNotEmpty();
    assertThat(notes).as("what stands in the tree needs no word").isEmpty();
  }

  @Test
  void aMeaningIsFoundByItsHash() throws IOException {
    String first = meaning(found(pin(1)));
    write("definitions/lessons.yaml", DEFINITION.replace("atLeast: 1", "atLeast: 9"));

    assertThat(atLeast(found(DefinitionPin.newBuilder().setMeaning(first)))).isEqualTo(1);
    assertThat(atLeast(found(DefinitionPin.newBuilder()))).as("no pin").isEqualTo(9);

    Files.delete(folder.resolve("definitions/lessons.yaml"));
    assertThat(atLeast(found(DefinitionPin.newBuilder().setMeaning(first))))
        .as("though it is gone")
        .isEqualTo(1);
  }

  @Test
  void whatTheHistoryLacksIsSaid() throws Exception {
    assertThatThrownBy(() -> found(pin(4)))
        .isInstanceOfSatisfying(
            FirstvalueException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.VERSION_NOT_FOUND);
              assertThat(e.problem()).contains("of number 4; the history has 3");
            });
    assertThatThrownBy(
            () -> found(DefinitionPin.newBuilder().setMeaning("sha256:" + "0".repeat(64))))
        .hasMessageContaining("with the meaning sha256:0000");

    Path clone = root.resolve("clone");
    Git.cloneRepository()
        .setURI(root.toUri().toString())
        .setDirectory(clone.toFile())
        .setDepth(1)
        .call()
        .close();
    folder = clone.resolve("data/definitions-repo");
    assertThatThrownBy(() -> found(pin(1))).hasMessageContaining("shallow");
  }

  @Test
  void outsideGitTheTreeIsAllThereIs(@TempDir Path elsewhere) throws IOException {
    folder = elsewhere;
    Files.createDirectory(folder.resolve("definitions"));
    write("event-model.yaml", MODEL);
    write("definitions/lessons.yaml", DEFINITION);

    assertThat(atLeast(found(pin(7)))).isEqualTo(1);
    assertThat(notes).singleElement().asString().contains("outside a Git working copy");
  }

  private PinnedDefinition.Found found(DefinitionPin.Builder pin) {
    Workspace workspace = Workspace.at(folder);
    try (MaybeHistory history = MaybeHistory.around(folder)) {
      return new PinnedDefinition(
              workspace.repository(),
              folder.toString(),
              workspace::definition,
              history.checkout(),
              notes::add)
          .of(pin.setName("lessons").build(), Optional.empty());
    }
  }

  private static DefinitionPin.Builder pin(int version) {
    return DefinitionPin.newBuilder().setVersion(version);
  }

  private static double atLeast(PinnedDefinition.Found found) {
    return found.definition().message().getSpec().getQualifies().getAtLeast();
  }

  private static String meaning(PinnedDefinition.Found found) {
    return Hashes.meaning(
            Binder.plan(found.around().eventModel().orElseThrow(), found.definition()).orThrow())
        .text();
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private static void commit(Git git) throws Exception {
    git.add().addFilepattern(".").call();
    git.commit()
        .setMessage("m")
        .setAuthor("A", "a@b")
        .setCommitter("A", "a@b")
        .setSign(false)
        .call();
  }
}
