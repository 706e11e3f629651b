package dev.firstvalue.statistics.cluster;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.StudentT;
import java.util.Optional;

/**
 * The variance of any estimate whose influence values are known, clustered: with s_g the sum of a
 * cluster's contributions, each on the scale of the estimate (psi/N), CR1 = G/(G-1) (N-1)/(N-K) sum
 * of s_g², read with t on G-1 degrees of freedom (Liang and Zeger 1986). For 20 clusters or more.
 *
 * @param standardError 0 or more
 * @param clusters G, at least 2
 */
public record ClusterInfluence(double standardError, int clusters) {

  /**
   * From the sums of contributions by cluster.
   *
   * @param rows N, all units, more than {@code parameters}
   * @param parameters K of the regression behind the estimate; 2 for a difference of two means
   */
  public static ClusterInfluence of(double[] sums, long rows, int parameters) {
    Check.atLeast("clusters", sums.length, 2);
    Check.atLeast("parameters", parameters, 1);
    Check.atLeast("rows", rows, Math.max(sums.length, parameters + 1L));
    double squares = 0;
    for (int g = 0; g < sums.length; g++) {
      squares += Math.pow(Check.finite("sums[" + g + "]", sums[g]), 2);
    }
    double clusters = sums.length / (sums.length - 1.0);
    double degrees = (rows - 1.0) / (rows - parameters);
    return new ClusterInfluence(Math.sqrt(squares * clusters * degrees), sums.length);
  }

  public double degreesOfFreedom() {
    return clusters - 1.0;
  }

  /** Two-sided; empty where the standard error is 0. */
  public Optional<PValue> pValue(double estimate) {
    return standardError == 0
        ? Optional.empty()
        : Optional.of(StudentT.twoSided(estimate / standardError, degreesOfFreedom()));
  }

  public Interval interval(double estimate, double level) {
    double half = StudentT.twoSidedCritical(level, degreesOfFreedom()) * standardError;
    return new Interval(estimate - half, estimate + half, level, IntervalMethod.STUDENT_T);
  }
}
