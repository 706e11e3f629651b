package dev.firstvalue.statistics.cluster;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.StudentT;
import java.util.List;
import java.util.Optional;

/**
 * A mean of rows that are alike within clusters: CR1 = G/(G-1) sum of e_g²/N² with t on G - 1
 * degrees of freedom (Liang and Zeger 1986), e_g the sum of a cluster's residuals; under {@value
 * #MANY} clusters CR2 with Satterthwaite's degrees of freedom (Bell and McCaffrey 2002; R's {@code
 * clubSandwich} on {@code lm(x ~ 1)}), where a cluster's residuals are scaled by 1/sqrt(1 - m/N), m
 * of all N rows its own. With clusters of one size the two are the same.
 *
 * @param mean of all rows
 * @param standardError 0 or more
 * @param degreesOfFreedom above 0, at most G - 1
 * @param clusters G, at least 2
 */
public record ClusterMean(
    double mean, double standardError, double degreesOfFreedom, long clusters) {

  /** From so many clusters on CR1 holds. */
  public static final int MANY = 20;

  /** Empty with fewer than two clusters. */
  public static Optional<ClusterMean> of(List<ClusterRows> all) {
    long clusters = all.stream().mapToLong(ClusterRows::clusters).sum();
    if (clusters < 2) {
      return Optional.empty();
    }
    double n = all.stream().mapToDouble(each -> (double) each.rows() * each.clusters()).sum();
    double mean = all.stream().mapToDouble(each -> each.sum() * each.clusters()).sum() / n;
    return Optional.of(
        clusters < MANY ? few(all, n, mean, clusters) : many(all, n, mean, clusters));
  }

  private static ClusterMean many(List<ClusterRows> all, double n, double mean, long clusters) {
    double squares = 0;
    for (ClusterRows each : all) {
      squares += each.clusters() * Math.pow((each.sum() - each.rows() * mean) / n, 2);
    }
    return new ClusterMean(
        mean, Math.sqrt(squares * clusters / (clusters - 1.0)), clusters - 1.0, clusters);
  }

  private static ClusterMean few(List<ClusterRows> all, double n, double mean, long clusters) {
    double variance = 0;
    double trace = 0;
    double diagonal = 0;
    double products = 0;
    double own = 0;
    for (ClusterRows each : all) {
      double k = each.clusters();
      double share = each.rows() / n;
      variance += k * Math.pow((each.sum() - each.rows() * mean) / n, 2) / (1 - share);
      trace += k * share / n;
      diagonal += k * Math.pow(share / n, 2);
      double reach = share * share / (1 - share) / n;
      products += k * reach;
      own += k * reach * reach;
    }
    double offDiagonal = Math.max(0, products * products - own);
    return new ClusterMean(
        mean, Math.sqrt(variance), trace * trace / (diagonal + offDiagonal), clusters);
  }

  public Interval interval(double level) {
    double half = StudentT.twoSidedCritical(level, degreesOfFreedom) * standardError;
    return new Interval(mean - half, mean + half, level, IntervalMethod.STUDENT_T);
  }
}
