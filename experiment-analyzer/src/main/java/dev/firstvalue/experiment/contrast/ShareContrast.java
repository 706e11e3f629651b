package dev.firstvalue.experiment.contrast;

import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.experiment.sample.Limits;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.statistics.bayes.BetaBinomial;
import dev.firstvalue.statistics.proportion.FisherExact;
import dev.firstvalue.statistics.proportion.PooledZ;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.proportion.ProportionComparison;
import dev.firstvalue.statistics.proportion.RatioEstimate;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.Interval;

/**
 * Two shares by the score family: p from the pooled z test, the difference's interval from Mee's
 * score, the ratio's from Koopman's. One statistic lies behind all three, so they cannot disagree
 * at the same level. Below an expected count of 5 the p is exact, and the decision follows it.
 */
final class ShareContrast {
  private static final double FEW = 5;

  private ShareContrast() {}

  static Comparison.Builder of(Proportion arm, Proportion control, Inference inference) {
    ProportionComparison compared = ProportionComparison.of(arm, control, inference.level());
    BetaBinomial beliefs = BetaBinomial.of(control, arm, 1, 1);
    Comparison.Builder comparison =
        Comparison.newBuilder()
            .setDifference(Contrast.estimate(compared.difference(), compared.differenceInterval()))
            .setRelative(relative(compared.ratio()))
            .setMethod(compared.test().name())
            .setChanceBetter(beliefs.secondBetter())
            .setExpectedLoss(beliefs.losses().ifSecondChosen());
    double error = PooledZ.standardError(arm, control);
    if (error > 0) {
      comparison.setStandardError(error);
    }
    if (compared.pValue().isEmpty()) {
      return comparison.setNote(
          "everybody ended alike in both arms: there is no test of a difference");
    }
    PooledZ.ZTest test = PooledZ.test(arm, control).orElseThrow();
    Contrast.put(comparison, compared.pValue().get(), test.z());
    boolean few = compared.smallestExpected() < FEW;
    if (inference.oneSided()) {
      comparison.setMethod(few ? "FISHER" : "POOLED_Z");
      Contrast.put(
          comparison,
          few ? FisherExact.of(arm, control, inference.level()).greater() : test.greater(),
          test.z());
    }
    if (few) {
      comparison.setNote(
          "an expected count is below 5: the p-value is exact"
              + (compared.disagree() ? ", and where it and the interval part, it decides" : ""));
    }
    return comparison;
  }

  /** The ratio of rates minus one, and its limits likewise. */
  private static Estimate relative(RatioEstimate ratio) {
    Estimate.Builder estimate = Estimate.newBuilder();
    switch (ratio.shape()) {
      case ORDINARY, ZERO -> estimate.setEstimate(ratio.estimate().orElseThrow() - 1);
      case INFINITE ->
          estimate.setNote("nobody activated in the control arm: only a lower limit exists");
      case UNDEFINED -> estimate.setNote("nobody activated in either arm: no ratio exists");
    }
    if (ratio.shape() != RatioEstimate.Shape.UNDEFINED) {
      Interval.Builder interval = Limits.message(ratio.interval()).toBuilder();
      if (interval.hasLow()) {
        interval.setLow(interval.getLow() - 1);
      }
      if (interval.hasHigh()) {
        interval.setHigh(interval.getHigh() - 1);
      }
      estimate.setInterval(interval);
    }
    return estimate.build();
  }
}
