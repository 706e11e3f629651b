package dev.firstvalue.store.sql;

import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.TreeSet;

/**
 * Which folds are counted together. Those that differ in their truths and dates alone are one set
 * of keys, out of whose counts each is added up: a few thousand combinations are fewer than the
 * entities that would be counted, with every sum, once more for each fold. A key of very many
 * values, the time to value, is no reason for a set of its own either where nothing is summed by
 * it: its values are listed.
 */
final class FoldSets {
  /** With more truths there could be more combinations than it pays to send. */
  private static final int MOST_TRUTHS = 16;

  private final Map<Fold, FoldColumns> byFold = new LinkedHashMap<>();

  FoldSets(List<Fold> folds) {
    List<Members> all = new ArrayList<>();
    Map<Fold, Members> members = new HashMap<>();
    for (Fold fold : folds) {
      Members own = new Members(fold, folds.size() > 1);
      Members together =
          all.stream().filter(some -> some.canTake(own)).findFirst().orElseGet(() -> own);
      if (together == own) {
        all.add(own);
      } else {
        together.take(own);
      }
      members.put(fold, together);
    }
    members.forEach(
        (fold, together) -> byFold.put(fold, together.columns(all.indexOf(together) + 1)));
  }

  /** Where the counts of a fold stand. */
  FoldColumns of(Fold fold) {
    return Objects.requireNonNull(byFold.get(fold), "fold");
  }

  /** Each set once, in the order of their numbers. */
  List<FoldColumns> all() {
    return byFold.values().stream()
        .distinct()
        .sorted((a, b) -> Integer.compare(a.number(), b.number()))
        .toList();
  }

  /** Keys of folds that are counted together, in the order of their names. */
  private static final class Members {
    private final SequencedSet<FactKey> grouped = keys();
    private final SequencedSet<FactKey> dates = keys();
    private final SequencedSet<FactKey> truths = keys();
    private final SequencedSet<FactKey> listed = keys();

    Members(Fold fold, boolean several) {
      boolean lists =
          several
              && fold.sums().isEmpty()
              && fold.keys().stream().filter(Members::isElapsed).distinct().count() == 1;
      for (FactKey key : fold.keys()) {
        if (FoldColumns.isTruth(key)) {
          truths.add(key);
        } else if (lists && isElapsed(key)) {
          listed.add(key);
        } else if (FactKeySql.isDate(key)) {
          dates.add(key);
        } else {
          grouped.add(key);
        }
      }
    }

    private static SequencedSet<FactKey> keys() {
      return new TreeSet<>((a, b) -> FactKeySql.name(a).compareTo(FactKeySql.name(b)));
    }

    private static boolean isElapsed(FactKey key) {
      return key instanceof FactKey.Elapsed
          || (key instanceof FactKey.InPlan(int _, FactKey own) && isElapsed(own));
    }

    boolean canTake(Members other) {
      SequencedSet<FactKey> both = keys();
      both.addAll(truths);
      both.addAll(other.truths);
      return grouped.equals(other.grouped)
          && (both.size() <= MOST_TRUTHS || both.size() == truths.size());
    }

    void take(Members other) {
      truths.addAll(other.truths);
      dates.addAll(other.dates);
      listed.addAll(other.listed);
    }

    FoldColumns columns(int number) {
      SequencedSet<FactKey> keys = keys();
      keys.addAll(grouped);
      keys.addAll(dates);
      keys.addAll(truths);
      return new FoldColumns(number, keys, listed);
    }
  }
}
