package dev.firstvalue.statistics.distribution;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.PValue;
import org.apache.commons.math3.special.Erf;

/** The standard normal distribution, with upper tails good to any distance from the centre. */
public final class Normal {

  private static final double SQRT2 = Math.sqrt(2);
  private static final double LOG_SQRT_2PI = 0.5 * Math.log(2 * Math.PI);

  /** Beyond this the continued fraction is used; below it {@code erfc} has full precision. */
  private static final double FAR = 20;

  /** Of the level that was asked for last: a report asks for hundreds of intervals of one level. */
  private static volatile Critical critical = new Critical(Double.NaN, Double.NaN);

  private record Critical(double level, double z) {}

  private Normal() {}

  public static double density(double z) {
    return Math.exp(-0.5 * z * z - LOG_SQRT_2PI);
  }

  /** P(Z &gt; z), with relative and not merely absolute precision. */
  public static double upperTail(double z) {
    return z > FAR ? Math.exp(logUpperTail(z)) : 0.5 * Erf.erfc(z / SQRT2);
  }

  public static double cumulative(double z) {
    return upperTail(-z);
  }

  /** Natural logarithm of P(Z &gt; z); finite for every finite z. */
  public static double logUpperTail(double z) {
    if (z <= FAR) {
      return z < -5 ? Math.log1p(-upperTail(-z)) : Math.log(upperTail(z));
    }
    // Laplace's continued fraction, z + 1/(z + 2/(z + 3/(z + …))); 60 terms are ample from 20 on.
    double fraction = z;
    for (int k = 60; k >= 1; k--) {
      fraction = z + k / fraction;
    }
    return -0.5 * z * z - LOG_SQRT_2PI - Math.log(fraction);
  }

  public static PValue twoSided(double z) {
    return PValue.fromLog(Math.log(2) + logUpperTail(Math.abs(z)));
  }

  /** P(Z &gt; z) as a p-value. */
  public static PValue greater(double z) {
    return PValue.fromLog(logUpperTail(z));
  }

  /** The z with P(Z &gt; z) = tail, for a tail strictly between 0 and 1. */
  public static double upperQuantile(double tail) {
    Check.openUnit("tail", tail);
    if (tail > 0.5) {
      return -upperQuantile(1 - tail);
    }
    double z = tail > 1e-4 ? SQRT2 * Erf.erfInv(1 - 2 * tail) : Math.sqrt(-2 * Math.log(tail));
    double target = Math.log(tail);
    for (int i = 0; i < 8; i++) {
      double log = logUpperTail(z);
      double hazard = Math.exp(-0.5 * z * z - LOG_SQRT_2PI - log);
      double step = (log - target) / hazard;
      z += step;
      if (Math.abs(step) <= 1e-15 * Math.max(1, Math.abs(z))) {
        break;
      }
    }
    return z;
  }

  public static double quantile(double probability) {
    return probability <= 0.5 ? -upperQuantile(probability) : upperQuantile(1 - probability);
  }

  /** The critical value of a two-sided interval, 1.96 for level 0.95. */
  public static double twoSidedCritical(double level) {
    Critical last = critical;
    if (last.level() != level) {
      last = new Critical(level, upperQuantile((1 - Check.level(level)) / 2));
      critical = last;
    }
    return last.z();
  }
}
