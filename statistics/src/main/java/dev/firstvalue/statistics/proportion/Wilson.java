package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;

/**
 * The score interval of one proportion: all p whose z = (x/n - p)/sqrt(p(1-p)/n) is within the
 * critical value, (x + z²/2 ± z sqrt(x(n-x)/n + z²/4))/(n + z²).
 *
 * <p>Wilson 1927; Newcombe 1998a, methods 3 and 4. Good for every n and x on average over p, and
 * within a point of its level from 100 expected successes and failures on; 0 of n has a lower limit
 * of exactly 0 and n of n an upper one of exactly 1.
 */
public final class Wilson {

  private Wilson() {}

  public static Interval interval(Proportion p, double level) {
    double z = Normal.twoSidedCritical(level);
    double n = p.trials();
    double low = lower((double) p.successes(), n, z);
    double high = 1 - lower((double) p.failures(), n, z);
    return new Interval(low, high, level, IntervalMethod.WILSON);
  }

  /**
   * The same with a continuity correction (Newcombe's method 4), for comparison with tools that
   * correct; it covers more than it promises.
   */
  public static Interval corrected(Proportion p, double level) {
    double z = Normal.twoSidedCritical(level);
    double low = correctedLower(p.successes(), p.trials(), z);
    double high = 1 - correctedLower(p.failures(), p.trials(), z);
    return new Interval(low, high, level, IntervalMethod.WILSON_CONTINUITY_CORRECTED);
  }

  /**
   * The same where units are alike, with as many independent ones as would vary as much, and the
   * critical value that the estimate of that number asks for (Dean and Pagano 2015).
   *
   * @param share 0 to 1
   * @param units above 0, whole or not
   * @param critical of a two-sided test, above 0
   */
  public static Interval effective(double share, double units, double critical, double level) {
    Check.probability("share", share);
    Check.positive("units", units);
    Check.positive("critical", critical);
    double low = lower(share * units, units, critical);
    double high = 1 - lower((1 - share) * units, units, critical);
    return new Interval(low, high, level, IntervalMethod.WILSON_EFFECTIVE);
  }

  private static double lower(double x, double n, double z) {
    double z2 = z * z;
    double root = z * Math.sqrt(x * (n - x) / n + z2 / 4);
    // The product of the two roots is x²/(n(n+z²)); dividing by the larger loses no digits.
    return x * x / (n * (x + z2 / 2 + root));
  }

  private static double correctedLower(long successes, long trials, double z) {
    if (successes == 0) {
      return 0;
    }
    double x = successes;
    double n = trials;
    double p = x / n;
    double z2 = z * z;
    double root = z * Math.sqrt(z2 - 2 - 1 / n + 4 * p * (n * (1 - p) + 1));
    return Math.max(0, (2 * x + z2 - 1 - root) / (2 * (n + z2)));
  }
}
