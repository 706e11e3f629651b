package dev.firstvalue.experiment.decision;

import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.statistics.proportion.ProportionComparison.Test;
import dev.firstvalue.validation.v1.Interval;
import java.util.Set;

/**
 * The interval as a decision rule reads it. Where few activated the p is exact and the interval is
 * not: the limit nearer to 0 then stands on the side of 0 that p says, so that a rule such as
 * {@code primary.low > 0} keeps the level of the exact test.
 */
final class DecidingLimits {
  private static final Set<String> EXACT = Set.of(Test.BARNARD_POOLED.name(), Test.FISHER.name());

  private DecidingLimits() {}

  /** The same comparison; where its p is exact, with limits that agree with it about 0. */
  static Comparison of(Comparison comparison, Inference inference) {
    if (!comparison.hasPValue() || !EXACT.contains(comparison.getMethod())) {
      return comparison;
    }
    boolean significant = comparison.getPValue() <= inference.alpha();
    double estimate = comparison.getDifference().getEstimate();
    Comparison.Builder result = comparison.toBuilder();
    Interval.Builder interval = result.getDifferenceBuilder().getIntervalBuilder();
    if (interval.hasLow() && (estimate > 0 || inference.oneSided())) {
      interval.setLow(
          significant
              ? Math.max(interval.getLow(), Double.MIN_VALUE)
              : Math.min(interval.getLow(), 0));
    }
    // a one-sided p says nothing of harm
    if (interval.hasHigh() && estimate < 0 && !inference.oneSided()) {
      interval.setHigh(
          significant
              ? Math.min(interval.getHigh(), -Double.MIN_VALUE)
              : Math.max(interval.getHigh(), 0));
    }
    return result.build();
  }
}
