package dev.firstvalue.statistics.cluster;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.distribution.StudentT;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.proportion.Wilson;
import java.util.List;
import java.util.Optional;

/**
 * A share of units that are alike within clusters. Its interval is Wilson's for as many independent
 * units as would vary as much, p(1-p)/se² with the error of {@link ClusterMean}, and t in the place
 * of z (Dean and Pagano 2015); never more units than there are. Where all say the same nothing
 * shows how alike they are, and they count as wholly alike: N²/(sum of m²) units, m those of a
 * cluster.
 *
 * <p>Within a point of its level from 40 clusters on and a share between 0.1 and 0.9; with fewer,
 * and near 0 or 1, it was seen to cover 93.9 to 97.9 % at 95 %. With clusters of one unit it is
 * nearly Wilson's.
 *
 * @param share 0 to 1
 * @param units N, all units
 * @param effective how many independent ones they are worth, above 0 and at most N
 * @param degreesOfFreedom of t, above 0
 * @param clusters G, at least 2
 */
public record ClusteredShare(
    double share, long units, double effective, double degreesOfFreedom, long clusters) {

  /** From the successes of each cluster; empty with fewer than two clusters. */
  public static Optional<ClusteredShare> of(List<ClusterRows> all) {
    for (ClusterRows each : all) {
      if (each.sum() < 0 || each.sum() > each.rows()) {
        throw Check.refused("successes", each.sum(), "0 to " + each.rows());
      }
    }
    long units = all.stream().mapToLong(each -> each.rows() * each.clusters()).sum();
    double squares =
        all.stream()
            .mapToDouble(each -> (double) each.rows() * each.rows() * each.clusters())
            .sum();
    double alike = (double) units * units / squares;
    return ClusterMean.of(all).map(mean -> of(mean, units, alike));
  }

  private static ClusteredShare of(ClusterMean mean, long units, double alike) {
    double variance = mean.mean() * (1 - mean.mean());
    double effective =
        variance == 0
            ? alike
            : Math.min((double) units, variance / Math.pow(mean.standardError(), 2));
    double degreesOfFreedom = variance == 0 ? mean.clusters() - 1.0 : mean.degreesOfFreedom();
    return new ClusteredShare(mean.mean(), units, effective, degreesOfFreedom, mean.clusters());
  }

  /** The share of all of whom these are a sample by clusters; they are as alike as it is. */
  public ClusteredShare ofAll(Proportion all) {
    return new ClusteredShare(
        all.value(), all.trials(), all.trials() / designEffect(), degreesOfFreedom, clusters);
  }

  /** By what factor the share varies more than one of independent units; at least 1. */
  public double designEffect() {
    return units / effective;
  }

  public Interval interval(double level) {
    return Wilson.effective(
        share, effective, StudentT.twoSidedCritical(level, degreesOfFreedom), level);
  }
}
