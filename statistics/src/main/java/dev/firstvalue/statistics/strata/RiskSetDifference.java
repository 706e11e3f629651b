package dev.firstvalue.statistics.strata;

import dev.firstvalue.statistics.Check;
import java.util.List;
import java.util.Optional;

/**
 * The Mantel-Haenszel risk difference over trials that a unit may enter more than once, such as one
 * trial for each day on which it was active and not yet marked. As a unit comes back, Sato's
 * variance does not hold: add up {@link #contribution} by unit, or by the cluster of units, and
 * hand the sums to {@code ClusterInfluence} (the difference is the within-stratum regression; this
 * is its cluster sandwich).
 *
 * @param difference first row less second, between -1 and 1
 * @param weight sum of n1k n0k/N_k over strata with both rows
 */
public record RiskSetDifference(double difference, double weight, List<Stratum> strata) {

  public RiskSetDifference {
    strata = List.copyOf(strata);
  }

  /** Empty where no stratum has both rows. */
  public static Optional<RiskSetDifference> of(List<Stratum> strata) {
    if (strata.isEmpty()) {
      throw Check.refused("strata", "[]", "at least one");
    }
    return MantelHaenszelDifference.of(strata)
        .map(mh -> new RiskSetDifference(mh.difference(), mh.weight(), strata));
  }

  /**
   * What one entry of a unit into a trial adds, (A - mean A)[(R - mean R) - theta (A - mean
   * A)]/weight; all together 0.
   *
   * @param stratum index into {@link #strata}
   */
  public double contribution(int stratum, boolean treated, boolean outcome) {
    Stratum t = strata.get(stratum);
    double offTreated = (treated ? 1 : 0) - t.first() / t.total();
    double offOutcome = (outcome ? 1 : 0) - t.successes() / t.total();
    return offTreated * (offOutcome - difference * offTreated) / weight;
  }
}
