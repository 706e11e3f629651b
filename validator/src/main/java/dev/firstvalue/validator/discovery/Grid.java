package dev.firstvalue.validator.discovery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * What is tried: every feature, every number of times, every window.
 *
 * @param uses of each feature, in the order of the search
 * @param distinct the features that count distinct values
 * @param thresholds the most times, at least 1
 * @param windows in days, rising
 */
public record Grid(List<Use> uses, Set<Integer> distinct, int thresholds, List<Integer> windows) {
  public Grid {
    uses = List.copyOf(uses);
    distinct = Set.copyOf(distinct);
    windows = windows.stream().sorted().distinct().toList();
    if (uses.isEmpty() || thresholds < 1 || windows.isEmpty() || windows.getFirst() < 1) {
      throw new IllegalArgumentException(
          "grid: "
              + uses.size()
              + " features, "
              + thresholds
              + " times, windows "
              + windows
              + " (expected: at least one of each, windows of a day or more)");
    }
  }

  /** A grid of features that may all become definitions. */
  public static Grid of(int features, int thresholds, List<Integer> windows) {
    return new Grid(Collections.nCopies(features, Use.SEARCHED), Set.of(), thresholds, windows);
  }

  /**
   * The candidates of one clause with features of this use: once is the least for events, twice for
   * distinct values, since one value is one event.
   */
  List<Candidate> candidates(Use use) {
    List<Candidate> candidates = new ArrayList<>();
    for (int feature = 0; feature < uses.size(); feature++) {
      if (uses.get(feature) == use) {
        for (int times = distinct.contains(feature) ? 2 : 1; times <= thresholds; times++) {
          for (int days : windows) {
            candidates.add(Candidate.of(feature, times, days));
          }
        }
      }
    }
    return candidates;
  }

  /** The last day that is looked at, plus one. */
  public int days() {
    return windows.getLast();
  }
}
