package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;
import java.util.Optional;

/**
 * The relative lift p1/p2 - 1 by normal theory, the noise of the baseline p2 included. Empty where
 * the baseline has no success.
 */
public final class RelativeLift {

  private RelativeLift() {}

  /** p1/p2 - 1. */
  public static Optional<Double> estimate(Proportion first, Proportion second) {
    return second.successes() == 0
        ? Optional.empty()
        : Optional.of(first.minus(second) / second.value());
  }

  /** Standard error by the delta method, sqrt(v1/p2² + p1² v2/p2⁴) with v = p(1-p)/n. */
  public static Optional<Double> standardError(Proportion first, Proportion second) {
    if (second.successes() == 0) {
      return Optional.empty();
    }
    double p2 = second.value();
    return Optional.of(
        Math.hypot(
            Math.sqrt(first.variance() / first.trials()) / p2,
            first.value() / p2 * Math.sqrt(second.variance() / second.trials()) / p2));
  }

  /** estimate ± z·standard error. */
  public static Optional<Interval> delta(Proportion first, Proportion second, double level) {
    double z = Normal.twoSidedCritical(level);
    return estimate(first, second)
        .map(
            lift -> {
              double half = z * standardError(first, second).orElseThrow();
              return new Interval(lift - half, lift + half, level, IntervalMethod.DELTA);
            });
  }

  /**
   * Fieller 1954: all r - 1 with (p1 - r p2)² at most z²(v1 + r² v2). The whole line where the
   * baseline is not significantly above 0; the set is then not an interval, and this is its hull.
   */
  public static Optional<Interval> fieller(Proportion first, Proportion second, double level) {
    if (second.successes() == 0) {
      return Optional.empty();
    }
    double z2 = Math.pow(Normal.twoSidedCritical(level), 2);
    double p1 = first.value();
    double p2 = second.value();
    double v1 = first.variance() / first.trials();
    double v2 = second.variance() / second.trials();
    double a = p2 * p2 - z2 * v2;
    if (a <= 0) {
      return Optional.of(
          new Interval(
              Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, level, IntervalMethod.FIELLER));
    }
    // b² - ac = z²(p1² v2 + p2² v1 - z² v1 v2), never negative once a is positive
    double root = Math.sqrt(z2 * (p1 * p1 * v2 + a * v1));
    double b = p1 * p2;
    return Optional.of(
        new Interval((b - root) / a - 1, (b + root) / a - 1, level, IntervalMethod.FIELLER));
  }
}
