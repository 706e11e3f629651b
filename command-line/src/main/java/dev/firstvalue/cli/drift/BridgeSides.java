package dev.firstvalue.cli.drift;

import dev.firstvalue.cli.workspace.Subjects;
import dev.firstvalue.cli.workspace.Workspace;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.git.GitCheckout;
import dev.firstvalue.validator.bridge.Side;
import java.nio.file.Path;
import java.util.Optional;

/** The two versions of a bridge, each over the event model beside it. */
record BridgeSides(Side from, Side to) {

  /** A commit of a working copy against what lies in its folder, or against a file. */
  static BridgeSides ofWorkingCopy(
      Workspace workspace, String name, String ref, Optional<String> file) {
    workspace.eventModel();
    Side to = side(workspace.repository(), workspace.definition(file.orElse(name)));
    String commit;
    Repository before;
    try (GitCheckout checkout = GitCheckout.around(workspace.folder())) {
      commit = checkout.commitOf(ref);
      before = Repository.read(checkout.yamlFiles(commit, Workspace.DEPTH, Workspace.LARGEST_FILE));
    }
    Document.OfValueEvent document = before.definitions().get(name);
    if (document == null || before.eventModel().isEmpty()) {
      throw new FirstvalueException(
          ErrorCode.DEFINITION_NOT_FOUND,
          commit,
          "there is no definition called " + name + " with an event model that can be read",
          "Name a commit that has " + Repository.DEFINITIONS + name + ".yaml");
    }
    return new BridgeSides(side(before, document), to);
  }

  /** Two versions of a registry; without a second one the active. */
  static BridgeSides ofRegistry(Path directory, String name, String from, Optional<String> to) {
    return new BridgeSides(
        PublishedDefinitions.version(directory, name, Optional.of(number("--from", from))),
        PublishedDefinitions.version(directory, name, to.map(text -> number("--to", text))));
  }

  private static Side side(Repository repository, Document.OfValueEvent document) {
    return new Side(
        new Subjects(repository).definition(document),
        repository.eventModel().orElseThrow().message());
  }

  private static int number(String option, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          option,
          text + " (expected: the number of a version, since --repository is given)",
          "`firstvalue log NAME --repository DIR` lists the versions",
          e);
    }
  }
}
