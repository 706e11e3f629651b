package dev.firstvalue.statistics.instrument;

import dev.firstvalue.statistics.Check;

/**
 * What moments of two outcomes over the same units of one arm say of their means: the outcome Y and
 * the treatment D it is thought to act through.
 *
 * @param n units (or clusters, with their means then weighed by the caller), at least 2
 * @param meanY mean outcome
 * @param meanD mean treatment
 * @param varianceY variance of {@code meanY}, 0 or more
 * @param varianceD variance of {@code meanD}, 0 or more
 * @param covariance of the two means
 */
public record ArmPairs(
    long n, double meanY, double meanD, double varianceY, double varianceD, double covariance) {

  /** Room for rounding in the bound |covariance| at most the root of the variances' product. */
  private static final double SLACK = 1 + 1e-9;

  public ArmPairs {
    Check.atLeast("n", n, 2);
    Check.finite("mean of y", meanY);
    Check.finite("mean of d", meanD);
    Check.notNegative("variance of y", varianceY);
    Check.notNegative("variance of d", varianceD);
    if (!(Math.abs(covariance) <= SLACK * Math.sqrt(varianceY * varianceD))) {
      throw Check.refused(
          "covariance", covariance, "within the root of the product of both variances");
    }
  }

  /** From counts of units by treatment and outcome, covariances by divisor n - 1 over n. */
  public static ArmPairs ofCounts(long treatedPositive, long treated, long positive, long n) {
    Check.atLeast("n", n, 2);
    check("treated", treated, n);
    check("positive", positive, n);
    check("treatedPositive", treatedPositive, Math.min(treated, positive));
    if (treated - treatedPositive > n - positive) {
      throw Check.refused(
          "treatedPositive", treatedPositive, "at least " + (treated + positive - n));
    }
    double y = (double) positive / n;
    double d = (double) treated / n;
    double scale = n - 1.0;
    return new ArmPairs(
        n,
        y,
        d,
        y * (1 - y) / scale,
        d * (1 - d) / scale,
        ((double) treatedPositive / n - y * d) / scale);
  }

  /** From sums, sums of squares and the sum of products over units. */
  public static ArmPairs ofSums(
      long n, double sumY, double sumD, double squaresY, double squaresD, double products) {
    Check.atLeast("n", n, 2);
    double scale = n * (n - 1.0);
    double yy = Math.max(0, Math.fma(-sumY / n, sumY, squaresY)) / scale;
    double dd = Math.max(0, Math.fma(-sumD / n, sumD, squaresD)) / scale;
    double most = Math.sqrt(yy * dd);
    double yd = Math.clamp(Math.fma(-sumY / n, sumD, products) / scale, -most, most);
    return new ArmPairs(n, sumY / n, sumD / n, yy, dd, yd);
  }

  private static void check(String name, long value, long most) {
    if (value < 0 || value > most) {
      throw Check.refused(name, value, "between 0 and " + most);
    }
  }
}
