package dev.firstvalue.statistics.distribution;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.PValue;

/** Student's t distribution, df above 0 or infinite, with upper tails below the smallest double. */
public final class StudentT {

  private StudentT() {}

  /** Natural logarithm of P(T &gt; t). */
  public static double logUpperTail(double t, double df) {
    if (df == Double.POSITIVE_INFINITY) {
      return Normal.logUpperTail(t);
    }
    Check.positive("df", df);
    if (t == 0) {
      return Math.log(0.5);
    }
    // T > t is half of X < df/(df+t²) for X beta(df/2, 1/2), whose logit is log(df/t²)
    double logit = Math.log(df) - 2 * Math.log(Math.abs(t));
    double tail = new BetaDistribution(df / 2, 0.5).logLowerTail(logit) - Math.log(2);
    return t > 0 ? tail : Math.log1p(-Math.exp(tail));
  }

  public static double upperTail(double t, double df) {
    return Math.exp(logUpperTail(t, df));
  }

  public static PValue twoSided(double t, double df) {
    return PValue.fromLog(Math.log(2) + logUpperTail(Math.abs(t), df));
  }

  /** P(T &gt; t) as a p-value. */
  public static PValue greater(double t, double df) {
    return PValue.fromLog(logUpperTail(t, df));
  }

  /** The t exceeded with probability {@code tail}. */
  public static double upperQuantile(double tail, double df) {
    Check.openUnit("tail", tail);
    if (df == Double.POSITIVE_INFINITY) {
      return Normal.upperQuantile(tail);
    }
    if (tail >= 0.5) {
      return tail == 0.5 ? 0 : -upperQuantile(1 - tail, df);
    }
    double logit = new BetaDistribution(Check.positive("df", df) / 2, 0.5).quantileLogit(2 * tail);
    return Math.sqrt(df) * Math.exp(-logit / 2);
  }

  /** The critical value of a two-sided interval. */
  public static double twoSidedCritical(double level, double df) {
    return upperQuantile((1 - Check.level(level)) / 2, df);
  }
}
