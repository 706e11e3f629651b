package dev.firstvalue.statistics.mean;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.distribution.Binomial;
import dev.firstvalue.statistics.distribution.Monotone;

/**
 * The distribution-free interval [X(lower), X(upper)] of a quantile: each tail misses it with at
 * most half of (1 - level), by the binomial distribution of the number of values below it.
 *
 * @param lowerRank 1-based; 0 where no value is low enough, the interval then open below
 * @param upperRank 1-based; n + 1 where no value is high enough
 * @param coverage exact for continuous values, at least the level
 */
public record OrderStatisticInterval(long lowerRank, long upperRank, double coverage) {

  /** For the q-quantile of n values. */
  public static OrderStatisticInterval of(long n, double q, double level) {
    Check.atLeast("n", n, 1);
    Check.openUnit("q", q);
    double tail = (1 - Check.level(level)) / 2;
    Binomial below = new Binomial(n, q);
    long lower = Monotone.firstWhere(0, n, k -> below.cumulative(k) > tail);
    long upper = Monotone.firstWhere(0, n, k -> below.upper(k + 1) <= tail) + 1;
    return new OrderStatisticInterval(
        lower, upper, 1 - below.cumulative(lower - 1) - below.upper(upper));
  }

  public boolean lowerExists() {
    return lowerRank > 0;
  }

  /** Whether the upper rank is one of the n values. */
  public boolean upperExists(long n) {
    return upperRank <= n;
  }
}
