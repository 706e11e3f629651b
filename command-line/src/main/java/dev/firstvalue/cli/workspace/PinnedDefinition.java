package dev.firstvalue.cli.workspace;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.meaning.Hashes;
import dev.firstvalue.definition.v1.DefinitionPin;
import dev.firstvalue.registry.git.GitCheckout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Finds the definition that an experiment is pinned to: in the tree if it still means what was
 * pinned, else in the history that the documents lie in. Whoever pins no version is read by the one
 * that stood when the plan was frozen.
 *
 * <p>Versions are counted as the registry counts them: along the first parents of HEAD, one more
 * with each commit in which the definition means something else than before.
 */
public final class PinnedDefinition {
  private static final int SHORT = 12;

  private final Repository tree;
  private final String place;
  private final Function<String, Document.OfValueEvent> standing;
  private final Optional<GitCheckout> history;
  private final Consumer<String> note;

  /**
   * A search in a tree and its history.
   *
   * @param place what errors call the place of the tree
   * @param standing the definition of a name as it stands, or why there is none
   * @param history empty outside of Git
   * @param note is told, in a sentence, where the answer comes from if not from the tree
   */
  public PinnedDefinition(
      Repository tree,
      String place,
      Function<String, Document.OfValueEvent> standing,
      Optional<GitCheckout> history,
      Consumer<String> note) {
    this.tree = tree;
    this.place = place;
    this.standing = standing;
    this.history = history;
    this.note = note;
  }

  /**
   * A definition in the documents around it.
   *
   * @param around the documents of this tree with the event model that gives it its meaning
   * @param definition the definition as it was
   * @param moved how the tree differs from it, where no version was pinned
   */
  public record Found(Repository around, Document.OfValueEvent definition, Optional<Moved> moved) {
    private Found(Repository around, Document.OfValueEvent definition) {
      this(around, definition, Optional.empty());
    }
  }

  /**
   * A definition that came to mean something else.
   *
   * @param name the definition
   * @param then the hash of what it meant
   * @param now the hash of what it means in the tree
   * @param commit the first commit in which it meant something else
   * @param at when that was committed
   */
  public record Moved(String name, String then, String now, String commit, Instant at) {}

  /** A commit in which a definition was usable, with its meaning there. */
  private record Revision(Found found, String meaning, String commit, Instant at) {}

  /**
   * The definition that the pin names.
   *
   * @param frozenAt when the plan with the pin was frozen; empty where that is not known
   * @throws FirstvalueException VERSION_NOT_FOUND if the history has none that fits
   */
  public Found of(DefinitionPin pin, Optional<Instant> frozenAt) {
    boolean pinned = pin.hasVersion() || !pin.getMeaning().isEmpty();
    if (!pinned && (frozenAt.isEmpty() || history.isEmpty())) {
      return new Found(tree, standing.apply(pin.getName()));
    }
    Optional<Found> current =
        Optional.ofNullable(tree.definitions().get(pin.getName()))
            .map(definition -> new Found(tree, definition));
    Optional<String> meaning = current.flatMap(PinnedDefinition::meaning);
    if (pinned && meaning.filter(pin.getMeaning()::equals).isPresent()) {
      return current.get();
    }
    if (history.isEmpty()) {
      note.accept(
          "the pinned version of "
              + pin.getName()
              + " cannot be looked up outside a Git working copy; what stands in the tree is used");
      return new Found(tree, standing.apply(pin.getName()));
    }
    List<Revision> revisions = revisions(history.get(), pin, pinned);
    if (!pinned) {
      return asOf(revisions, pin, frozenAt.get(), meaning);
    }
    Revision revision =
        pin.getMeaning().isEmpty() ? numbered(revisions, pin) : withMeaning(revisions, pin);
    if (meaning.filter(revision.meaning()::equals).isPresent()) {
      return current.get();
    }
    note.accept(
        pin.getName()
            + " is read as of commit "
            + revision.commit().substring(0, SHORT)
            + ", to which the experiment is pinned, and not as it stands in the tree");
    return revision.found();
  }

  /** The definition as it stood at an instant; as it stands where none stood then. */
  private Found asOf(
      List<Revision> revisions, DefinitionPin pin, Instant at, Optional<String> meaning) {
    List<Revision> later = revisions.stream().filter(each -> each.at().isAfter(at)).toList();
    Optional<Revision> then = revisions.stream().filter(each -> !each.at().isAfter(at)).findFirst();
    if (then.isEmpty() || meaning.filter(then.get().meaning()::equals).isPresent()) {
      return new Found(tree, standing.apply(pin.getName()));
    }
    Revision used = then.get();
    note.accept(
        pin.getName()
            + " is read as of commit "
            + used.commit().substring(0, SHORT)
            + ", as it stood when the experiment started, and not as it stands in the tree");
    Optional<Revision> mover =
        later.reversed().stream()
            .filter(each -> !each.meaning().equals(used.meaning()))
            .findFirst();
    return new Found(
        used.found().around(),
        used.found().definition(),
        mover.map(
            each ->
                new Moved(
                    pin.getName(),
                    used.meaning(),
                    meaning.orElse(each.meaning()),
                    each.commit(),
                    each.at())));
  }

  private Revision withMeaning(List<Revision> revisions, DefinitionPin pin) {
    return revisions.stream()
        .filter(revision -> revision.meaning().equals(pin.getMeaning()))
        .findFirst()
        .orElseThrow(() -> missing(pin, "with the meaning " + pin.getMeaning()));
  }

  /** The last revision of the version: history has the newest first. */
  private Revision numbered(List<Revision> revisions, DefinitionPin pin) {
    int version = 0;
    String before = "";
    Optional<Revision> last = Optional.empty();
    for (Revision revision : revisions.reversed()) {
      version += revision.meaning().equals(before) ? 0 : 1;
      before = revision.meaning();
      last = version == pin.getVersion() ? Optional.of(revision) : last;
    }
    int known = version;
    return last.orElseThrow(
        () -> missing(pin, "of number " + pin.getVersion() + "; the history has " + known));
  }

  /** Every commit in which the definition or the event model changed, the newest first. */
  private List<Revision> revisions(GitCheckout checkout, DefinitionPin pin, boolean pinned) {
    String name = pin.getName();
    List<String> files = List.of(Repository.DEFINITIONS + name + ".yaml", Repository.EVENT_MODEL);
    if (pinned && pin.getMeaning().isEmpty() && checkout.isShallow()) {
      throw missing(
          pin, "that can be counted: the clone is shallow, its first commits are not here");
    }
    List<Revision> revisions = new ArrayList<>();
    for (String commit : checkout.changes(files)) {
      Repository then = Repository.read(checkout.files(commit, files, Workspace.LARGEST_FILE));
      Document.OfValueEvent definition = then.definitions().get(name);
      if (definition != null && then.eventModel().isPresent()) {
        Found found = new Found(around(then), definition);
        meaning(found)
            .ifPresent(
                hash ->
                    revisions.add(
                        new Revision(
                            readable(found, hash), hash, commit, checkout.committedAt(commit))));
      }
    }
    return revisions;
  }

  /** Under today's event model if it means the same there: tables may have moved since. */
  private Found readable(Found found, String meaning) {
    Found today = new Found(tree, found.definition());
    return meaning(today).filter(meaning::equals).isPresent() ? today : found;
  }

  /** This tree, its event model replaced: policies and experiments are those of today. */
  private Repository around(Repository then) {
    return new Repository(
        then.eventModel(), tree.policy(), tree.definitions(), tree.experiments(), tree.findings());
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
        place + " " + pin.getName(),
        "the history of this working copy has no version " + what,
        "Fetch the whole history (`git fetch --unshallow`), or correct the experiment's pin");
  }
}
