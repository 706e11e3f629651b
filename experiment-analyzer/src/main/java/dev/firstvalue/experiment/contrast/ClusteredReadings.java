package dev.firstvalue.experiment.contrast;

import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.experiment.sample.Distribution;
import dev.firstvalue.experiment.sample.Sample;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.statistics.distribution.StudentT;
import dev.firstvalue.statistics.mean.QuantileEstimate;
import dev.firstvalue.statistics.survival.RestrictedMeanInfluence;
import dev.firstvalue.statistics.survival.TimeCount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Quantiles and times to value of entities that belong together: errors by cluster, CR1 with t. */
public final class ClusteredReadings {
  private static final double SECONDS_A_DAY = 86_400;

  private ClusteredReadings() {}

  /**
   * A quantile with Woodruff's 1952 interval: the values at q ± t times the clustered error of the
   * share at or below it. Absent with fewer than 20 clusters.
   */
  public static Sample.Quantile quantile(
      Map<String, Distribution> clusters, double q, double level) {
    Distribution all = new Distribution();
    clusters.values().forEach(all::add);
    long n = all.entities();
    if (clusters.size() < ClusterContrast.FEW || n <= clusters.size()) {
      return new Sample.Quantile(n, Optional.empty(), false, Map.of());
    }
    double value = all.typeSeven(q);
    double share = (double) all.atMost(value) / n;
    Map<String, Double> scores = new HashMap<>();
    clusters.forEach(
        (name, own) -> scores.put(name, (own.atMost(value) - own.entities() * share) / n));
    double half =
        StudentT.twoSidedCritical(level, clusters.size() - 1.0)
            * ClusterInfluence.of(values(scores), n, 1).standardError();
    if (!(half > 0 && q - half > 0 && q + half < 1)) {
      return new Sample.Quantile(n, Optional.empty(), false, Map.of());
    }
    double low = all.ranked(Math.max(1, (long) Math.floor(n * (q - half))));
    double high = all.ranked(Math.min(n, (long) Math.ceil(n * (q + half)) + 1));
    // How far the quantile moves for a share that moves: 1/density, read off the interval.
    double slope = (high - low) / (2 * half);
    scores.replaceAll((name, score) -> -score * slope);
    double error = ClusterInfluence.of(values(scores), n, 1).standardError();
    return new Sample.Quantile(
        n,
        Optional.of(
            new QuantileEstimate(
                value, error, new Interval(low, high, level, IntervalMethod.ORDER_STATISTIC))),
        all.isTied(value),
        scores);
  }

  /** The difference of restricted means up to a horizon in seconds, in days. */
  public static Comparison.Builder times(
      Sample.Times arm,
      Sample.Times control,
      double difference,
      double horizon,
      Inference inference) {
    Comparison.Builder comparison =
        ClusterContrast.ofInfluences(
            Comparison.newBuilder().setMethod("RESTRICTED_MEAN_CR1_T"),
            difference,
            scores(arm, horizon),
            scores(control, horizon),
            arm.entities() + control.entities(),
            inference);
    // More time without value is no gain.
    return comparison.clearChanceBetter().clearExpectedLoss();
  }

  /** The interval of one arm's restricted mean in days; absent with fewer than 20 clusters. */
  static Optional<Interval> interval(Sample.Times arm, double days, double horizon, double level) {
    return arm.clusters().size() < ClusterContrast.FEW
        ? Optional.empty()
        : Optional.of(
            ClusterInfluence.of(values(scores(arm, horizon)), arm.entities(), 1)
                .interval(days, level));
  }

  private static Map<String, Double> scores(Sample.Times arm, double horizon) {
    RestrictedMeanInfluence influence = new RestrictedMeanInfluence(arm.times(), horizon);
    Map<String, Double> scores = new HashMap<>();
    arm.clusters()
        .forEach((name, times) -> scores.put(name, sum(influence, times) / SECONDS_A_DAY));
    return scores;
  }

  private static double sum(RestrictedMeanInfluence influence, List<TimeCount> times) {
    return times.stream().mapToDouble(influence::of).sum();
  }

  private static double[] values(Map<String, Double> scores) {
    return scores.values().stream().mapToDouble(Double::doubleValue).toArray();
  }
}
