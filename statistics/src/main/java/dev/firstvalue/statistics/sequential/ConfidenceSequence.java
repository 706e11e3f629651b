package dev.firstvalue.statistics.sequential;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.PValue;

/**
 * Asymptotic confidence sequences by normal mixtures: intervals that hold at all sample sizes at
 * once, so one may look at any time (Waudby-Smith et al., arXiv 2103.06476). Asymptotic: from some
 * hundreds of units on.
 *
 * @param rho mixture parameter; the sequence is tightest near the sample size it was tuned for
 * @param halfWidth distance from the estimate to a limit
 */
public record ConfidenceSequence(double rho, double halfWidth) {

  /**
   * Two-sided: se sqrt(n) sqrt(2(nρ²+1)/(n²ρ²) log(sqrt(nρ²+1)/alpha)).
   *
   * @param se standard error of the estimate at n units, above 0
   * @param tuningN sample size at which to be tightest
   */
  public static ConfidenceSequence twoSided(double se, double n, double tuningN, double alpha) {
    double rho = rho(tuningN, alpha);
    double log = 0.5 * Math.log1p(n * rho * rho) - Math.log(alpha);
    return new ConfidenceSequence(rho, width(se, n, rho, log));
  }

  /** Either limit alone, with log(1 + sqrt(nρ²+1)/(2 alpha)) and ρ tuned for 2 alpha. */
  public static ConfidenceSequence oneSided(double se, double n, double tuningN, double alpha) {
    if (!(alpha < 0.5)) {
      throw Check.refused("alpha", alpha, "below 0.5 for one side");
    }
    double rho = rho(tuningN, 2 * alpha);
    double log = Math.log1p(Math.sqrt(n * rho * rho + 1) / (2 * alpha));
    return new ConfidenceSequence(rho, width(se, n, rho, log));
  }

  /**
   * The two-sided p-value valid at any time, the largest alpha at which the sequence of this ρ
   * still covers 0: min(1, sqrt(nρ²+1) exp(-z² nρ²/(2(nρ²+1)))).
   */
  public PValue anytimeP(double estimate, double se, double n) {
    double spread = n * rho * rho;
    double z = estimate / Check.positive("se", se);
    return PValue.fromLog(0.5 * Math.log1p(spread) - z * z * spread / (2 * (spread + 1)));
  }

  /** The interval that holds at all times at once; only of the two-sided sequence. */
  public Interval interval(double estimate, double level) {
    return new Interval(
        estimate - halfWidth, estimate + halfWidth, level, IntervalMethod.CONFIDENCE_SEQUENCE);
  }

  /** sqrt((-2 log alpha + log(1 - 2 log alpha))/tuning n). */
  private static double rho(double tuningN, double alpha) {
    Check.positive("tuning_n", tuningN);
    double log = -2 * Math.log(Check.openUnit("alpha", alpha));
    return Math.sqrt((log + Math.log1p(log)) / tuningN);
  }

  private static double width(double se, double n, double rho, double log) {
    Check.notNegative("se", se);
    Check.positive("n", n);
    double spread = n * rho * rho;
    return se * Math.sqrt(2 * (spread + 1) / spread * log);
  }
}
