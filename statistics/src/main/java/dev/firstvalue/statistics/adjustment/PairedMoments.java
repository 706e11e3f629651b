package dev.firstvalue.statistics.adjustment;

import dev.firstvalue.statistics.Check;

/**
 * Moments of an outcome y and a covariate x known before, over the units of one arm.
 *
 * @param n at least 1
 * @param meanY mean outcome
 * @param meanX mean covariate
 * @param yy sum of (y - mean)²
 * @param xx sum of (x - mean)²
 * @param xy sum of products of both deviations
 */
public record PairedMoments(long n, double meanY, double meanX, double yy, double xx, double xy) {

  public PairedMoments {
    Check.atLeast("n", n, 1);
    Check.finite("mean of y", meanY);
    Check.finite("mean of x", meanX);
    Check.notNegative("squares of y", yy);
    Check.notNegative("squares of x", xx);
    Check.finite("products", xy);
  }

  /** From plain sums, sums of squares and sum of products. */
  public static PairedMoments ofSums(
      long n, double sumY, double sumX, double squaresY, double squaresX, double products) {
    Check.atLeast("n", n, 1);
    return new PairedMoments(
        n,
        sumY / n,
        sumX / n,
        Math.max(0, Math.fma(-sumY / n, sumY, squaresY)),
        Math.max(0, Math.fma(-sumX / n, sumX, squaresX)),
        Math.fma(-sumY / n, sumX, products));
  }

  public static PairedMoments of(double[] y, double[] x) {
    if (y.length != x.length) {
      throw Check.refused("x", x.length + " values", y.length + ", one for each y");
    }
    Check.atLeast("n", y.length, 1);
    PairedMoments sum = new PairedMoments(1, y[0], x[0], 0, 0, 0);
    for (int i = 1; i < y.length; i++) {
      sum = sum.with(new PairedMoments(1, y[i], x[i], 0, 0, 0));
    }
    return sum;
  }

  /** Both samples as one. */
  public PairedMoments with(PairedMoments other) {
    double total = (double) n + other.n;
    double dy = other.meanY - meanY;
    double dx = other.meanX - meanX;
    double between = n * (other.n / total);
    return new PairedMoments(
        Math.addExact(n, other.n),
        meanY + dy * other.n / total,
        meanX + dx * other.n / total,
        yy + other.yy + dy * dy * between,
        xx + other.xx + dx * dx * between,
        xy + other.xy + dy * dx * between);
  }

  /** Variance of the mean of y - theta x, divisor n - 1; NaN for one unit. */
  double varianceOfMean(double theta) {
    double squares = yy - 2 * theta * xy + theta * theta * xx;
    return n > 1 ? Math.max(0, squares) / (n - 1) / n : Double.NaN;
  }
}
