package dev.firstvalue.cli.workspace;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.meaning.Hashes;
import dev.firstvalue.definition.v1.DefinitionPin;
import dev.firstvalue.registry.git.GitCheckout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds the definition that an experiment is pinned to: in the tree if it still means what was
 * pinned, else in the history of the Git working copy that the documents lie in.
 *
 * <p>Versions are counted as the registry counts them: along the first parents of HEAD, one more
 * with each commit in which the definition means something else than before.
 */
public final class PinnedDefinition {
  private final Workspace workspace;
  private final Consumer<String> note;

  /**
   * A search in the history of a workspace.
   *
   * @param note is told, in a sentence, where the answer comes from if not from the tree
   */
  public PinnedDefinition(Workspace workspace, Consumer<String> note) {
    this.workspace = workspace;
    this.note = note;
  }

  /**
   * A definition in the documents around it.
   *
   * @param around the documents of this tree with the event model that gives it its meaning
   * @param definition the definition as it was
   */
  public record Found(Repository around, Document.OfValueEvent definition) {}

  /** A commit in which a definition was usable, with its meaning there. */
  private record Revision(Found found, String meaning, String commit) {}

  /**
   * The definition that the pin names.
   *
   * @throws FirstvalueException VERSION_NOT_FOUND if the history has none that fits; as {@link
   *     Workspace#definition} if the pin says no more than a name
   */
  public Found of(DefinitionPin pin) {
    Repository tree = workspace.repository();
    if (!pin.hasVersion() && pin.getMeaning().isEmpty()) {
      return new Found(tree, workspace.definition(pin.getName()));
    }
    Optional<Found> current =
        Optional.ofNullable(tree.definitions().get(pin.getName()))
            .map(definition -> new Found(tree, definition));
    if (current.flatMap(PinnedDefinition::meaning).filter(pin.getMeaning()::equals).isPresent()) {
      return current.get();
    }
    Optional<List<Revision>> history = history(pin);
    if (history.isEmpty()) {
      note.accept(
          "the pinned version of "
              + pin.getName()
              + " cannot be looked up outside a Git working copy; what stands in the tree is used");
      return new Found(tree, workspace.definition(pin.getName()));
    }
    Revision revision =
        pin.getMeaning().isEmpty() ? numbered(history.get(), pin) : withMeaning(history.get(), pin);
    if (current.flatMap(PinnedDefinition::meaning).filter(revision.meaning()::equals).isPresent()) {
      return current.get();
    }
    note.accept(
        pin.getName()
            + " is read as of commit "
            + revision.commit().substring(0, 12)
            + ", to which the experiment is pinned, and not as it stands in the tree");
    return revision.found();
  }

  private Revision withMeaning(List<Revision> history, DefinitionPin pin) {
    return history.stream()
        .filter(revision -> revision.meaning().equals(pin.getMeaning()))
        .findFirst()
        .orElseThrow(() -> missing(pin, "with the meaning " + pin.getMeaning()));
  }

  /** The last revision of the version: history has the newest first. */
  private Revision numbered(List<Revision> history, DefinitionPin pin) {
    int version = 0;
    String before = "";
    Optional<Revision> last = Optional.empty();
    for (Revision revision : history.reversed()) {
      version += revision.meaning().equals(before) ? 0 : 1;
      before = revision.meaning();
      last = version == pin.getVersion() ? Optional.of(revision) : last;
    }
    int known = version;
    return last.orElseThrow(
        () -> missing(pin, "of number " + pin.getVersion() + "; the history has " + known));
  }

  /** Every commit in which the definition or the event model changed; empty outside Git. */
  private Optional<List<Revision>> history(DefinitionPin pin) {
    String name = pin.getName();
    String file = Repository.DEFINITIONS + name + ".yaml";
    List<Revision> revisions = new ArrayList<>();
    try (GitCheckout checkout = GitCheckout.around(workspace.folder())) {
      if (pin.getMeaning().isEmpty() && checkout.isShallow()) {
        throw missing(
            pin, "that can be counted: the clone is shallow, its first commits are not here");
      }
      for (String commit : checkout.changes(List.of(file, Repository.EVENT_MODEL))) {
        Repository then =
            Repository.read(checkout.yamlFiles(commit, Workspace.DEPTH, Workspace.LARGEST_FILE));
        Document.OfValueEvent definition = then.definitions().get(name);
        if (definition != null && then.eventModel().isPresent()) {
          Found found = new Found(around(then), definition);
          meaning(found).ifPresent(hash -> revisions.add(new Revision(found, hash, commit)));
        }
      }
      return Optional.of(revisions);
    } catch (FirstvalueException e) {
      if (e.code() == ErrorCode.REPOSITORY_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** This tree, its event model replaced: policies and experiments are those of today. */
  private Repository around(Repository then) {
    Repository now = workspace.repository();
    return new Repository(
        then.eventModel(), now.policy(), now.definitions(), now.experiments(), now.findings());
  }

  private static Optional<String> meaning(Found found) {
    return found
        .around()
        .eventModel()
        .flatMap(model -> Binder.plan(model, found.definition()).value())
        .map(plan -> Hashes.meaning(plan).text());
  }

  private FirstvalueException missing(DefinitionPin pin, String what) {
    return new FirstvalueException(
        ErrorCode.VERSION_NOT_FOUND,
        workspace.folder() + " " + pin.getName(),
        "the history of this working copy has no version " + what,
        "Fetch the whole history (`git fetch --unshallow`), or correct the experiment's pin");
  }
}
