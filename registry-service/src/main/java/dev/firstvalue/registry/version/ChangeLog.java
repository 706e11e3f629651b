package dev.firstvalue.registry.version;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/**
 * Every change of every definition, in the order of the revisions that made them and by name within
 * one. It follows from the histories and so reaches back to the first commit. Immutable.
 */
public final class ChangeLog {
  private static final Comparator<Change> ORDER =
      Comparator.comparingLong(Change::revision).thenComparing(change -> change.history().name());

  private final List<Change> changes;

  private ChangeLog(List<Change> changes) {
    this.changes = changes;
  }

  /**
   * What one revision did to one name.
   *
   * @param history as it was known when the log was written, at or after the change
   * @param index which of its moments
   */
  public record Change(DefinitionHistory history, int index) {
    /** The revision that made the change. */
    public long revision() {
      return moment().revision();
    }

    /** How the name stands from the change on. */
    public Standing standing() {
      return moment().standing();
    }

    /** The version or revision that the name stands by, as it was shown then. */
    public EncodedVersion version() {
      return history.shownAt(index);
    }

    private Moment moment() {
      return history.moments().get(index);
    }
  }

  /** The log of a state. */
  public static ChangeLog of(VersionState state) {
    return new ChangeLog(List.of()).and(VersionState.empty(), state);
  }

  /** The log of a state that follows on the state of this log, or begins anew. */
  public ChangeLog and(VersionState before, VersionState after) {
    boolean goesOn = before.rewrittenAt() == after.rewrittenAt();
    SortedMap<String, DefinitionHistory> known =
        goesOn ? before.histories() : Collections.emptySortedMap();
    List<Change> fresh = new ArrayList<>();
    for (DefinitionHistory history : after.histories().values()) {
      DefinitionHistory old = known.get(history.name());
      for (int i = old == null ? 0 : old.moments().size(); i < history.moments().size(); i++) {
        fresh.add(new Change(history, i));
      }
    }
    if (fresh.isEmpty() && goesOn) {
      return this;
    }
    fresh.sort(ORDER);
    List<Change> all = new ArrayList<>(goesOn ? changes : List.of());
    all.addAll(fresh);
    return new ChangeLog(Collections.unmodifiableList(all));
  }

  /** The changes after a revision, in order. */
  public List<Change> after(long revision) {
    int low = 0;
    int high = changes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (changes.get(middle).revision() <= revision) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return changes.subList(low, changes.size());
  }

  /** The newest change of each of some names, by name: the state. */
  public static List<Change> state(Collection<DefinitionHistory> histories) {
    return histories.stream()
        .map(history -> new Change(history, history.moments().size() - 1))
        .toList();
  }
}
