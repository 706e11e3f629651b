package dev.firstvalue.experiment.contrast;

import dev.firstvalue.experiment.sample.Limits;
import dev.firstvalue.experiment.sample.Sample;
import dev.firstvalue.experiment.v1.ArmMetric;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.distribution.StudentT;
import dev.firstvalue.statistics.mean.Moments;
import dev.firstvalue.statistics.mean.QuantileEstimate;
import dev.firstvalue.statistics.mean.RatioOfSums;
import dev.firstvalue.statistics.proportion.Wilson;
import dev.firstvalue.statistics.survival.KaplanMeier;
import org.jspecify.annotations.Nullable;

/** One metric in one arm: its value with an interval, as far as they exist. */
public final class ArmMetrics {
  private static final double SECONDS_A_DAY = 86_400;

  static final String TOO_FEW = "too few entities, or clusters, for an interval of this quantile";

  private ArmMetrics() {}

  /** The message of a sample, without the arm's name; of none it says that there is nobody. */
  public static ArmMetric of(@Nullable Sample sample, double level) {
    if (sample == null) {
      return ArmMetric.newBuilder().setNote("no mature entity").build();
    }
    ArmMetric.Builder arm = ArmMetric.newBuilder().setEntities(Math.toIntExact(sample.entities()));
    switch (sample) {
      case Sample.Share(var counts) ->
          arm.setValue(counts.value())
              .setHolds(Math.toIntExact(counts.successes()))
              .setInterval(Limits.message(Wilson.interval(counts, level)));
      case Sample.Mean(Moments moments) -> mean(arm, moments, level);
      case Sample.Clustered clustered -> {
        arm.setValue(ClusterContrast.mean(clustered)).setClusters(clustered.clusters().size());
        ClusterContrast.ofArm(clustered, level)
            .ifPresent(interval -> arm.setInterval(Limits.message(interval)));
        if (clustered.share()) {
          arm.setHolds(
              (int)
                  Math.round(
                      clustered.clusters().values().stream()
                          .mapToDouble(rows -> rows.n() * rows.mean())
                          .sum()));
        }
      }
      case Sample.Ratio ratio ->
          ratio
              .ratio()
              .ifPresentOrElse(
                  found -> ratio(arm, found, level, ratio.influences().isEmpty()),
                  () -> arm.setNote("the denominators add up to 0: there is no ratio"));
      case Sample.Quantile quantile -> {
        if (!quantile.influences().isEmpty()) {
          arm.setClusters(quantile.influences().size());
        }
        quantile
            .estimate()
            .ifPresentOrElse(found -> quantile(arm, found), () -> arm.setNote(TOO_FEW));
      }
      case Sample.Times times -> times(arm, times, level);
    }
    return arm.build();
  }

  private static void mean(ArmMetric.Builder arm, Moments moments, double level) {
    arm.setValue(moments.mean());
    moments
        .variance()
        .ifPresent(
            variance -> {
              double half =
                  StudentT.twoSidedCritical(level, moments.n() - 1.0)
                      * Math.sqrt(variance / moments.n());
              arm.setDeviation(Math.sqrt(variance))
                  .setInterval(around(moments.mean(), half, level, IntervalMethod.STUDENT_T));
            });
  }

  private static void ratio(
      ArmMetric.Builder arm, RatioOfSums ratio, double level, boolean independent) {
    arm.setValue(ratio.ratio());
    if (independent) {
      double half = Normal.twoSidedCritical(level) * ratio.standardError();
      arm.setInterval(around(ratio.ratio(), half, level, IntervalMethod.DELTA));
    }
  }

  private static void quantile(ArmMetric.Builder arm, QuantileEstimate quantile) {
    arm.setValue(quantile.value()).setInterval(Limits.message(quantile.interval()));
  }

  private static void times(ArmMetric.Builder arm, Sample.Times times, double level) {
    KaplanMeier curve = KaplanMeier.of(times.times());
    double horizon = Math.min(times.horizon(), curve.lastTime());
    if (!(horizon > 0)) {
      arm.setNote("nobody was watched for any time");
      return;
    }
    KaplanMeier.RestrictedMean mean = curve.restrictedMean(horizon);
    double days = mean.mean() / SECONDS_A_DAY;
    double half = Normal.twoSidedCritical(level) * mean.standardError() / SECONDS_A_DAY;
    arm.setValue(days);
    if (times.clusters().isEmpty()) {
      arm.setInterval(around(days, half, level, IntervalMethod.NORMAL));
    } else {
      arm.setClusters(times.clusters().size());
      ClusteredReadings.interval(times, days, horizon, level)
          .ifPresent(interval -> arm.setInterval(Limits.message(interval)));
    }
  }

  private static dev.firstvalue.validation.v1.Interval around(
      double middle, double half, double level, IntervalMethod method) {
    return Limits.message(new Interval(middle - half, middle + half, level, method));
  }
}
