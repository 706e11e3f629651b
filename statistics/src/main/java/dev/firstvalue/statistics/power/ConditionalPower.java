package dev.firstvalue.statistics.power;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.distribution.Normal;

/**
 * The chance that a comparison read once, at its end, will come out significant, given z halfway
 * (Lan and Wittes 1988): by Brownian motion, P(B(1) &gt; c | B(t) = z sqrt t). For planning only:
 * to stop on it changes the error of the test.
 *
 * @param z statistic so far
 * @param fraction of the planned information seen, strictly between 0 and 1
 */
public record ConditionalPower(double z, double fraction) {

  public ConditionalPower {
    Check.finite("z", z);
    Check.openUnit("fraction", fraction);
  }

  /**
   * If the effect is such that z at the end is expected to be {@code drift}.
   *
   * @param critical two-sided critical value at the end; both tails count
   */
  public double given(double drift, double critical) {
    double now = z * Math.sqrt(fraction);
    double rest = Math.sqrt(1 - fraction);
    double expected = now + Check.finite("drift", drift) * (1 - fraction);
    return Normal.upperTail((critical - expected) / rest)
        + Normal.upperTail((critical + expected) / rest);
  }

  /** If the effect is what has been seen so far. */
  public double currentTrend(double critical) {
    return given(z / Math.sqrt(fraction), critical);
  }
}
