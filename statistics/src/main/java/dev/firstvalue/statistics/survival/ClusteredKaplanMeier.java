package dev.firstvalue.statistics.survival;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.statistics.cluster.ClusterMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A Kaplan-Meier curve of units that are alike within clusters: the same estimate, its errors over
 * clusters. The variance of log S(t) is G/(G-1) times the sum of squares of what clusters add to it
 * (the infinitesimal jackknife, as R's {@code survfit(cluster = )} without the factor), read
 * log-log with t on G - 1 degrees of freedom; that of a restricted mean is made in the same way.
 * Neither is ever less than Greenwood's, as units that are unlike within clusters are seen by
 * chance. For 20 clusters or more.
 */
public final class ClusteredKaplanMeier {
  private final KaplanMeier curve;
  private final List<ClusterTimes> all;
  private final long clusters;

  private ClusteredKaplanMeier(KaplanMeier curve, List<ClusterTimes> all, long clusters) {
    this.curve = curve;
    this.all = List.copyOf(all);
    this.clusters = clusters;
  }

  /** Fits the curve; empty with fewer than {@value ClusterMean#MANY} clusters. */
  public static Optional<ClusteredKaplanMeier> of(List<ClusterTimes> all) {
    long clusters = all.stream().mapToLong(ClusterTimes::clusters).sum();
    if (clusters < ClusterMean.MANY) {
      return Optional.empty();
    }
    KaplanMeier alone = KaplanMeier.of(units(all));
    double[] variances = ClusteredLogVariance.of(all, alone);
    for (int i = 0; i < variances.length; i++) {
      variances[i] =
          Math.max(alone.steps().get(i).logVariance(), variances[i] * clusters / (clusters - 1.0));
    }
    return Optional.of(
        new ClusteredKaplanMeier(alone.withErrors(variances, clusters - 1.0), all, clusters));
  }

  private static List<TimeCount> units(List<ClusterTimes> all) {
    List<TimeCount> units = new ArrayList<>();
    for (ClusterTimes each : all) {
      for (TimeCount count : each.units()) {
        units.add(
            new TimeCount(
                count.time(),
                count.events() * each.clusters(),
                count.censored() * each.clusters()));
      }
    }
    return units;
  }

  public long clusters() {
    return clusters;
  }

  /** The interval of S(t); empty while S is 1 and once it is 0. */
  public Optional<Interval> intervalAt(double time, double level) {
    return curve
        .intervalAt(time, level)
        .map(
            limits ->
                new Interval(
                    limits.low(),
                    limits.high(),
                    level,
                    IntervalMethod.KAPLAN_MEIER_LOG_LOG_CLUSTERS));
  }

  public KaplanMeier.Quantile median(double level) {
    return curve.median(level);
  }

  /** The error of the restricted mean; the horizon is that of {@link KaplanMeier}. */
  public ClusterInfluence restrictedMean(double horizon) {
    List<TimeCount> units = units(all);
    RestrictedMeanInfluence influence = new RestrictedMeanInfluence(units, horizon);
    double[] sums = new double[Math.toIntExact(clusters)];
    int next = 0;
    for (ClusterTimes each : all) {
      double sum = 0;
      for (TimeCount count : each.units()) {
        sum += influence.of(count);
      }
      Arrays.fill(sums, next, next += Math.toIntExact(each.clusters()), sum);
    }
    double alone = curve.restrictedMean(horizon).standardError();
    ClusterInfluence over = ClusterInfluence.of(sums, Math.max(clusters, curve.units()), 1);
    return new ClusterInfluence(Math.max(alone, over.standardError()), over.clusters());
  }
}
