package dev.firstvalue.experiment.contrast;

import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.experiment.sample.Limits;
import dev.firstvalue.experiment.sample.Sample;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.mean.NormalDifference;
import dev.firstvalue.statistics.mean.QuantileEstimate;
import dev.firstvalue.statistics.mean.RatioOfSums;
import dev.firstvalue.statistics.mean.RelativeMeans;
import dev.firstvalue.statistics.mean.Welch;
import dev.firstvalue.statistics.survival.KaplanMeier;
import dev.firstvalue.statistics.survival.LogRank;
import dev.firstvalue.statistics.survival.RestrictedMeanDifference;
import dev.firstvalue.validation.v1.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One arm against the control: one p-value and its interval, from one family for each kind of
 * metric. What has no test says why.
 */
public final class Contrast {
  private static final double SECONDS_A_DAY = 86_400;

  private final Inference inference;

  public Contrast(Inference inference) {
    this.inference = inference;
  }

  /** The comparison, without the names of the arms. */
  public Comparison.Builder of(Sample arm, Sample control) {
    return switch (arm) {
      case Sample.Share(var counts) when control instanceof Sample.Share(var others) ->
          ShareContrast.of(counts, others, inference);
      case Sample.Mean mean when control instanceof Sample.Mean other -> means(mean, other);
      case Sample.Clustered clustered when control instanceof Sample.Clustered other ->
          ClusterContrast.of(clustered, other, inference);
      case Sample.Ratio ratio when control instanceof Sample.Ratio other -> ratios(ratio, other);
      case Sample.Quantile quantile when control instanceof Sample.Quantile other ->
          quantiles(quantile, other);
      case Sample.Times times when control instanceof Sample.Times other -> times(times, other);
      case Sample.Share _,
          Sample.Mean _,
          Sample.Clustered _,
          Sample.Ratio _,
          Sample.Quantile _,
          Sample.Times _ ->
          throw new IllegalArgumentException(
              "control: " + control.getClass() + " (expected: " + arm.getClass() + ")");
    };
  }

  private Comparison.Builder means(Sample.Mean arm, Sample.Mean control) {
    Comparison.Builder comparison = Comparison.newBuilder().setMethod("WELCH_T");
    double difference = arm.moments().mean() - control.moments().mean();
    RelativeMeans relative = RelativeMeans.of(arm.moments(), control.moments());
    comparison.setRelative(
        relative.testable()
            ? estimate(relative.lift().orElseThrow(), relative.interval(inference.level()))
            : Estimate.newBuilder().setNote("the control's mean is 0, or nothing varies").build());
    return Welch.test(arm.moments(), control.moments(), inference.level())
        .map(
            test ->
                comparison
                    .setDifference(estimate(test.difference(), test.interval()))
                    .setStandardError(test.standardError())
                    .setDegreesOfFreedom(test.degreesOfFreedom())
                    .setStatistic(test.t())
                    .setPValue(test.pValue().value())
                    .setLog10PValue(test.pValue().log10()))
        .orElseGet(() -> untested(comparison, difference));
  }

  private Comparison.Builder ratios(Sample.Ratio arm, Sample.Ratio control) {
    Comparison.Builder comparison = Comparison.newBuilder().setMethod("DELTA");
    if (arm.ratio().isEmpty() || control.ratio().isEmpty()) {
      return comparison.setNote("the denominators of an arm add up to 0: there is no ratio");
    }
    RatioOfSums ours = arm.ratio().get();
    RatioOfSums theirs = control.ratio().get();
    if (!arm.influences().isEmpty()) {
      return ClusterContrast.ofRatios(arm, control, inference);
    }
    return ours.minus(theirs, inference.level())
        .map(test -> tested(comparison, test))
        .orElseGet(() -> untested(comparison, ours.ratio() - theirs.ratio()));
  }

  private Comparison.Builder quantiles(Sample.Quantile arm, Sample.Quantile control) {
    Comparison.Builder comparison = Comparison.newBuilder().setMethod("ORDER_STATISTIC");
    if (arm.estimate().isEmpty() || control.estimate().isEmpty()) {
      return comparison.setNote(ArmMetrics.TOO_FEW);
    }
    QuantileEstimate ours = arm.estimate().get();
    QuantileEstimate theirs = control.estimate().get();
    if (arm.tied() || control.tied()) {
      return comparison
          .setDifference(Estimate.newBuilder().setEstimate(ours.value() - theirs.value()))
          .setNote(
              "more than 5 % of an arm have just this value, which makes its error too small:"
                  + " there is no test");
    }
    if (!arm.influences().isEmpty()) {
      return ClusterContrast.ofInfluences(
          comparison.setMethod("ORDER_STATISTIC_CR1_T"),
          ours.value() - theirs.value(),
          arm.influences(),
          control.influences(),
          arm.entities() + control.entities(),
          inference);
    }
    return ours.minus(theirs, inference.level())
        .map(test -> tested(comparison, test))
        .orElseGet(() -> untested(comparison, ours.value() - theirs.value()));
  }

  /** The difference of restricted means, in days; the log-rank test is a second opinion. */
  private Comparison.Builder times(Sample.Times arm, Sample.Times control) {
    Comparison.Builder comparison = Comparison.newBuilder().setMethod("RESTRICTED_MEAN");
    KaplanMeier ours = KaplanMeier.of(arm.times());
    KaplanMeier theirs = KaplanMeier.of(control.times());
    double horizon = Math.min(arm.horizon(), Math.min(ours.lastTime(), theirs.lastTime()));
    if (!(horizon > 0)) {
      return comparison.setNote("nobody was watched for any time");
    }
    if (!arm.clusters().isEmpty() || !control.clusters().isEmpty()) {
      double days =
          (ours.restrictedMean(horizon).mean() - theirs.restrictedMean(horizon).mean())
              / SECONDS_A_DAY;
      return ClusteredReadings.times(arm, control, days, horizon, inference);
    }
    Optional<NormalDifference> test =
        RestrictedMeanDifference.of(ours, theirs, horizon, inference.level());
    LogRank.of(List.of(arm.times(), control.times()))
        .ifPresent(
            second ->
                comparison.setNote(
                    String.format(Locale.ROOT, "log-rank test: p %.4g", second.pValue().value())));
    return test.map(
            difference ->
                tested(
                    comparison,
                    NormalDifference.of(
                            difference.difference() / SECONDS_A_DAY,
                            difference.standardError() / SECONDS_A_DAY,
                            inference.level())
                        .orElseThrow()))
        .orElseGet(() -> untested(comparison, 0));
  }

  private static Comparison.Builder tested(Comparison.Builder comparison, NormalDifference test) {
    return comparison
        .setDifference(estimate(test.difference(), test.interval()))
        .setStandardError(test.standardError())
        .setStatistic(test.z())
        .setPValue(test.pValue().value())
        .setLog10PValue(test.pValue().log10());
  }

  /** Nothing varies: a difference without error, and no test of it. */
  static Comparison.Builder untested(Comparison.Builder comparison, double difference) {
    return comparison
        .setDifference(Estimate.newBuilder().setEstimate(difference))
        .setNote("nothing varies in either arm: there is no test of a difference");
  }

  public static Estimate estimate(double value, Interval interval) {
    return Estimate.newBuilder().setEstimate(value).setInterval(Limits.message(interval)).build();
  }

  public static void put(Comparison.Builder comparison, PValue p, double statistic) {
    comparison.setStatistic(statistic).setPValue(p.value()).setLog10PValue(p.log10());
  }
}
