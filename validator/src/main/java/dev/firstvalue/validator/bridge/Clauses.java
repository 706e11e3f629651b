package dev.firstvalue.validator.bridge;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.meaning.Change;
import dev.firstvalue.definition.meaning.Reason;
import dev.firstvalue.definition.plan.Plan;
import java.util.List;
import java.util.Optional;

/** The changes that make one version out of another, and each by itself where it can stand so. */
final class Clauses {
  /** Changes that are looked at by themselves. */
  private static final int MOST = 8;

  private final Change.State before;
  private final Change.State after;
  private final List<Reason> reasons;

  Clauses(Change.State before, Change.State after, Change change) {
    this.before = before;
    this.after = after;
    this.reasons =
        change.reasons().stream().filter(reason -> reason.kind().makesVersion()).toList();
  }

  /** What makes the version, in the order of the document. */
  List<Reason> reasons() {
    return reasons;
  }

  /**
   * The older version with this change alone. Nothing where the change cannot be made without the
   * others: what comes of it has to differ from the older version in this and in nothing else.
   */
  Optional<Plan> alone(Reason reason) {
    if (reasons.indexOf(reason) >= MOST) {
      return Optional.empty();
    }
    return OneEdit.apply(reason.difference(), before.document(), after.document())
        .flatMap(
            edited ->
                Binder.plan(before.model(), edited)
                    .value()
                    .filter(
                        plan ->
                            isThis(
                                reason,
                                Change.between(
                                    before, new Change.State(before.model(), edited, plan)))));
  }

  private static boolean isThis(Reason reason, Change change) {
    List<Reason> made = change.reasons().stream().filter(one -> one.kind().makesVersion()).toList();
    return made.size() == 1 && made.getFirst().difference().equals(reason.difference());
  }
}
