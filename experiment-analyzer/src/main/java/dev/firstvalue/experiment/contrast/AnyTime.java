package dev.firstvalue.experiment.contrast;

import dev.firstvalue.experiment.plan.Look;
import dev.firstvalue.experiment.sample.Limits;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.MetricResult;
import dev.firstvalue.experiment.v1.MetricRole;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.sequential.ConfidenceSequence;
import dev.firstvalue.validation.v1.Estimate;

/**
 * Comparisons as they may be read at any time: the interval and the p-value of an asymptotic
 * confidence sequence (Waudby-Smith et al.) in the place of those that may be read once. It is
 * two-sided for one-sided plans as well, which errs on the safe side. What has no standard error
 * has no interval and no p-value that would hold.
 */
public final class AnyTime {
  private final Look look;

  public AnyTime(Look look) {
    this.look = look;
  }

  /** The comparison, read of so many entities of both arms. */
  public Comparison of(Comparison once, long entities) {
    if (!look.continuous()) {
      return once;
    }
    Comparison.Builder any = once.toBuilder().clearPValue().clearLog10PValue().clearStatistic();
    any.clearAdjustedPValue().clearDegreesOfFreedom();
    any.getDifferenceBuilder().clearInterval();
    any.getRelativeBuilder().clearInterval();
    if (!once.hasStandardError() || !once.getDifference().hasEstimate()) {
      return any.build();
    }
    double error = once.getStandardError();
    double difference = once.getDifference().getEstimate();
    double alpha = look.inference().alpha();
    double units = (double) entities;
    ConfidenceSequence sequence = ConfidenceSequence.twoSided(error, units, look.tuning(), alpha);
    PValue p = sequence.anytimeP(difference, error, units);
    return any.setMethod("CONFIDENCE_SEQUENCE")
        .setDifference(
            Estimate.newBuilder()
                .setEstimate(difference)
                .setInterval(Limits.message(sequence.interval(difference, 1 - alpha))))
        .setPValue(p.value())
        .setLog10PValue(p.log10())
        .build();
  }

  /** Every comparison of a metric; a guardrail passes if its limit stays inside the margin. */
  public MetricResult of(MetricResult once) {
    if (!look.continuous()) {
      return once;
    }
    MetricResult.Builder any = once.toBuilder().clearComparisons();
    for (Comparison comparison : once.getComparisonsList()) {
      long entities =
          once.getArmsList().stream()
              .filter(
                  arm ->
                      arm.getArm().equals(comparison.getArm())
                          || arm.getArm().equals(comparison.getAgainst()))
              .mapToLong(arm -> arm.getEntities())
              .sum();
      Comparison.Builder read = of(comparison, entities).toBuilder();
      if (once.getRole() == MetricRole.METRIC_ROLE_GUARDRAIL) {
        var limits = read.getDifference().getInterval();
        read.clearPValue().clearLog10PValue();
        read.setPassed(
            once.getWorse().equals("LOWER")
                ? limits.hasLow() && limits.getLow() > -once.getMargin()
                : limits.hasHigh() && limits.getHigh() < once.getMargin());
      }
      any.addComparisons(read);
    }
    return any.build();
  }
}
