package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;

/**
 * Intervals of a difference of proportions of the form estimate ± z·se. Not clipped to [-1, 1]. For
 * large arms only; kept because other tools print them.
 */
public final class WaldDifference {

  private WaldDifference() {}

  /** p1 - p2 with each arm's own variance; of length 0 when neither arm varies. */
  public static Interval plain(Proportion first, Proportion second, double level) {
    double half = Normal.twoSidedCritical(level) * PooledZ.standardError(first, second);
    double difference = first.minus(second);
    return new Interval(difference - half, difference + half, level, IntervalMethod.WALD);
  }

  /** The same after adding a success and a failure to each arm (Agresti and Caffo 2000). */
  public static Interval agrestiCaffo(Proportion first, Proportion second, double level) {
    Interval plain = plain(withOneOfEach(first), withOneOfEach(second), level);
    return new Interval(plain.low(), plain.high(), level, IntervalMethod.AGRESTI_CAFFO);
  }

  private static Proportion withOneOfEach(Proportion p) {
    return new Proportion(p.successes() + 1, Math.addExact(p.trials(), 2));
  }
}
