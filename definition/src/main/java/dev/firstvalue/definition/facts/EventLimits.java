package dev.firstvalue.definition.facts;

import dev.firstvalue.definition.plan.Leaf;

/**
 * How many events of one entity are counted. An entity of which more match a leaf, all its streams
 * and groups together, is set aside by name: nothing is said of when it qualified.
 *
 * @param matching events that match one leaf; at least 1
 * @param paired the same for a sequence that compares every pair of its events, because its steps
 *     are held together by more than sorting can tell; at least 1
 * @param tied the same for such a sequence whose steps may share an instant; at least 1
 */
public record EventLimits(long matching, long paired, long tied) {
  /** A million events, 10,000 where every pair is compared, 1,000 where they may also tie. */
  public static final EventLimits DEFAULT = new EventLimits(1_000_000, 10_000, 1_000);

  public EventLimits {
    if (matching < 1 || paired < 1 || tied < 1) {
      throw new IllegalArgumentException(
          "limits: " + matching + ", " + paired + ", " + tied + " (expected: at least 1 each)");
    }
  }

  /** The most events of one entity that are counted for a leaf. */
  public long of(Leaf leaf) {
    if (!(leaf instanceof Leaf.Chain chain) || !chain.comparesEveryPair()) {
      return matching;
    }
    return Math.min(matching, chain.simultaneous() ? tied : paired);
  }
}
