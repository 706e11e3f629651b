package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.BetaDistribution;

/**
 * Intervals of one proportion from quantiles of beta distributions.
 *
 * <p>Clopper and Pearson 1934: beta(x, n-x+1) below and beta(x+1, n-x) above; never covers less
 * than its level, usually more. Jeffreys: equal tails of beta(x+1/2, n-x+1/2), with 0 at x = 0 and
 * 1 at x = n (Brown, Cai and DasGupta 2001); covers its level on average over p.
 */
public final class BetaLimits {

  private BetaLimits() {}

  public static Interval clopperPearson(Proportion p, double level) {
    double tail = (1 - Check.level(level)) / 2;
    return new Interval(
        exactLower(p.successes(), p.failures(), tail),
        1 - exactLower(p.failures(), p.successes(), tail),
        level,
        IntervalMethod.CLOPPER_PEARSON);
  }

  public static Interval jeffreys(Proportion p, double level) {
    double tail = (1 - Check.level(level)) / 2;
    return new Interval(
        jeffreysLower(p.successes(), p.failures(), tail),
        1 - jeffreysLower(p.failures(), p.successes(), tail),
        level,
        IntervalMethod.JEFFREYS);
  }

  private static double exactLower(long successes, long failures, double tail) {
    return successes == 0 ? 0 : new BetaDistribution(successes, failures + 1.0).quantile(tail);
  }

  private static double jeffreysLower(long successes, long failures, double tail) {
    return successes == 0
        ? 0
        : new BetaDistribution(successes + 0.5, failures + 0.5).quantile(tail);
  }
}
