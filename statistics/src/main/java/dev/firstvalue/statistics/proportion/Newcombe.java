package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;

/**
 * Newcombe's hybrid score interval of a difference of proportions: with Wilson limits (l, u) of
 * each arm and d = p1 - p0, from d - sqrt((p1-l1)² + (u0-p0)²) to d + sqrt((u1-p1)² + (p0-l0)²).
 *
 * <p>Newcombe 1998b, methods 10 and 11. Good for small arms and for 0 of n. It is not the dual of
 * the pooled z test: for one decision with one interval use {@link ScoreDifference#mee}.
 */
public final class Newcombe {

  private Newcombe() {}

  /** Interval of {@code first - second}. */
  public static Interval difference(Proportion first, Proportion second, double level) {
    return combine(
        first,
        second,
        Wilson.interval(first, level),
        Wilson.interval(second, level),
        IntervalMethod.NEWCOMBE);
  }

  /** The same from continuity-corrected Wilson limits. */
  public static Interval corrected(Proportion first, Proportion second, double level) {
    return combine(
        first,
        second,
        Wilson.corrected(first, level),
        Wilson.corrected(second, level),
        IntervalMethod.NEWCOMBE_CONTINUITY_CORRECTED);
  }

  private static Interval combine(
      Proportion first, Proportion second, Interval one, Interval two, IntervalMethod method) {
    double difference = first.minus(second);
    double p1 = first.value();
    double p2 = second.value();
    return new Interval(
        Math.max(-1, difference - Math.hypot(p1 - one.low(), two.high() - p2)),
        Math.min(1, difference + Math.hypot(one.high() - p1, p2 - two.low())),
        one.level(),
        method);
  }
}
