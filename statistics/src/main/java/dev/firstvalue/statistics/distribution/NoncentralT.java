package dev.firstvalue.statistics.distribution;

import dev.firstvalue.statistics.Check;

/** The noncentral t distribution: (Z + shift)/sqrt(chi²/df). */
public final class NoncentralT {

  private NoncentralT() {}

  /**
   * P(T &gt; t) = E[Phi(shift - t s)] over s = sqrt(chi²/df), integrated over log s, in which the
   * integrand is log-concave for t of 0 or more.
   *
   * @param t 0 or more
   */
  public static double upperTail(double t, double df, double shift) {
    Check.notNegative("t", t);
    return Math.exp(
        LogConcave.logIntegral(
            u -> logDensityOfLogScale(u, df) + Normal.logUpperTail(t * Math.exp(u) - shift),
            -700 / Math.max(1, df) - 1,
            5));
  }

  /** The log-density of u = log sqrt(chi²/df). */
  public static double logDensityOfLogScale(double u, double df) {
    double half = Check.positive("df", df) / 2;
    // half (2u - e^2u) + half log half - log Gamma(half) + log 2, arranged not to cancel
    return half * (2 * u - Math.expm1(2 * u))
        - Stirling.error(half)
        + 0.5 * Math.log(half / (2 * Math.PI))
        + Math.log(2);
  }
}
