package dev.firstvalue.statistics.mean;

import dev.firstvalue.statistics.Check;
import java.util.OptionalDouble;

/**
 * Size, mean and centred second moment of a sample.
 *
 * @param n at least 1
 * @param mean finite
 * @param centredSquares sum of (x - mean)², 0 or more
 */
public record Moments(long n, double mean, double centredSquares) {

  public Moments {
    Check.atLeast("n", n, 1);
    Check.finite("mean", mean);
    Check.notNegative("centredSquares", centredSquares);
  }

  public static Moments of(double[] values) {
    Check.atLeast("n", values.length, 1);
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      double off = Check.finite("values[" + i + "]", values[i]) - mean;
      mean += off / (i + 1);
      squares += off * (values[i] - mean);
    }
    return new Moments(values.length, mean, squares);
  }

  /**
   * From a sum and a sum of squares, which cancel: prefer centred squares where there is choice.
   */
  public static Moments ofSums(long n, double sum, double sumOfSquares) {
    Check.atLeast("n", n, 1);
    double squares = Math.fma(-sum / n, sum, sumOfSquares);
    if (squares < -1e-9 * Math.abs(sumOfSquares)) {
      throw Check.refused("sum of squares", sumOfSquares, "at least sum²/n = " + sum / n * sum);
    }
    return new Moments(n, sum / n, Math.max(0, squares));
  }

  /** From a sample variance (divisor n - 1). */
  public static Moments ofVariance(long n, double mean, double variance) {
    return new Moments(n, mean, n > 1 ? Check.notNegative("variance", variance) * (n - 1) : 0);
  }

  /** Both samples as one. */
  public Moments with(Moments other) {
    double total = (double) n + other.n;
    double off = other.mean - mean;
    return new Moments(
        Math.addExact(n, other.n),
        mean + off * other.n / total,
        centredSquares + other.centredSquares + off * off * n * (other.n / total));
  }

  /** Sample variance, divisor n - 1; empty for one value. */
  public OptionalDouble variance() {
    return n > 1 ? OptionalDouble.of(centredSquares / (n - 1)) : OptionalDouble.empty();
  }
}
