package dev.firstvalue.experiment;

import dev.firstvalue.definition.v1.Correction;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.experiment.v1.ArmResult;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.multiplicity.AdjustedPValues;
import dev.firstvalue.statistics.proportion.PooledZ;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.proportion.RatioEstimate;
import dev.firstvalue.statistics.proportion.ScoreDifference;
import dev.firstvalue.statistics.proportion.ScoreRatio;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Each arm against the control by the score family: p from the pooled z test, the difference's
 * interval from Mee's score, the ratio's from Koopman's. One statistic lies behind all three, so
 * they cannot disagree at the same level.
 */
final class Comparisons {
  private final double alpha;
  private final boolean oneSided;
  private final Correction correction;

  Comparisons(TestPlan plan) {
    alpha = plan.hasAlpha() ? plan.getAlpha() : 0.05;
    oneSided = plan.getSides() == 1;
    correction = plan.getCorrection();
  }

  double alpha() {
    return alpha;
  }

  int sides() {
    return oneSided ? 1 : 2;
  }

  /**
   * The level of every interval: a one-sided test at alpha has the two-sided interval at 1 - 2
   * alpha.
   */
  double level() {
    return oneSided ? 1 - 2 * alpha : 1 - alpha;
  }

  List<Comparison> against(ArmResult control, List<ArmResult> treatments) {
    List<Comparison> comparisons = new ArrayList<>();
    for (ArmResult treatment : treatments) {
      comparisons.add(compare(treatment, control));
    }
    return adjusted(comparisons);
  }

  private Comparison compare(ArmResult arm, ArmResult control) {
    Comparison.Builder comparison =
        Comparison.newBuilder().setArm(arm.getName()).setAgainst(control.getName());
    if (arm.getExposed() == 0 || control.getExposed() == 0) {
      return comparison
          .setNote(
              (arm.getExposed() == 0 ? arm.getName() : control.getName())
                  + " has no mature entity: there is nothing to compare")
          .build();
    }
    Proportion ours = new Proportion(arm.getActivated(), arm.getExposed());
    Proportion theirs = new Proportion(control.getActivated(), control.getExposed());
    comparison
        .setDifference(
            Estimate.newBuilder()
                .setEstimate(ours.minus(theirs))
                .setInterval(message(ScoreDifference.mee(ours, theirs, level()))))
        .setRelative(relative(ScoreRatio.koopman(ours, theirs, level())))
        .setMethod("POOLED_Z");
    Optional<PooledZ.ZTest> test = PooledZ.test(ours, theirs);
    if (test.isEmpty()) {
      return comparison
          .setNote("everybody ended alike in both arms: there is no test of a difference")
          .build();
    }
    PValue p = oneSided ? test.get().greater() : test.get().twoSided();
    if (PooledZ.smallestExpected(ours, theirs) < 5) {
      comparison.setNote("an expected count is below 5: the test is approximate here");
    }
    return comparison
        .setStatistic(test.get().z())
        .setPValue(p.value())
        .setLog10PValue(p.log10())
        .build();
  }

  private List<Comparison> adjusted(List<Comparison> comparisons) {
    double[] tested =
        comparisons.stream()
            .filter(Comparison::hasPValue)
            .mapToDouble(Comparison::getPValue)
            .toArray();
    if (tested.length == 0) {
      return comparisons;
    }
    double[] adjusted =
        correction == Correction.CORRECTION_NONE ? tested : AdjustedPValues.holm(tested);
    List<Comparison> all = new ArrayList<>();
    int next = 0;
    for (Comparison comparison : comparisons) {
      all.add(
          comparison.hasPValue()
              ? comparison.toBuilder().setAdjustedPValue(adjusted[next++]).build()
              : comparison);
    }
    return all;
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
      Interval.Builder interval = message(ratio.interval()).toBuilder();
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

  static Interval message(dev.firstvalue.statistics.Interval interval) {
    Interval.Builder message =
        Interval.newBuilder().setLevel(interval.level()).setMethod(interval.method().name());
    if (Double.isFinite(interval.low())) {
      message.setLow(interval.low());
    }
    if (Double.isFinite(interval.high())) {
      message.setHigh(interval.high());
    }
    return message.build();
  }
}
