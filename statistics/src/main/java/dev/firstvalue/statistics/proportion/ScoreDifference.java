package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;

/**
 * The score statistic of a difference of proportions and the intervals that invert it.
 *
 * <p>z(d) = (p1 - p2 - d)/sqrt(v(d)), where v(d) = p1~(1-p1~)/n1 + p2~(1-p2~)/n2 at the maximum
 * likelihood estimates under p1 - p2 = d. Mee 1984 inverts it as it is, so that z(0) is the pooled
 * z test and interval and test cannot disagree; Farrington and Manning 1990 test margins with it;
 * Miettinen and Nurminen 1985 multiply v by N/(N-1). Good in small arms and at 0 of n.
 */
public final class ScoreDifference {

  private ScoreDifference() {}

  /** Mee's interval of {@code first - second}, the dual of the pooled z test. */
  public static Interval mee(Proportion first, Proportion second, double level) {
    return invert(first, second, level, 1, IntervalMethod.MEE);
  }

  public static Interval miettinenNurminen(Proportion first, Proportion second, double level) {
    return invert(
        first, second, level, inflation(first, second), IntervalMethod.MIETTINEN_NURMINEN);
  }

  /**
   * z of the hypothesis first - second = difference (Farrington-Manning).
   *
   * @return NaN where the restricted variance is 0 and the hypothesis fits exactly
   */
  public static double statistic(Proportion first, Proportion second, double difference) {
    return statistic(first, second, difference, 1);
  }

  /** The same with Miettinen and Nurminen's variance. */
  public static double inflatedStatistic(Proportion first, Proportion second, double difference) {
    return statistic(first, second, difference, inflation(first, second));
  }

  static double inflation(Proportion first, Proportion second) {
    double n = (double) first.trials() + second.trials();
    return n / (n - 1);
  }

  private static Interval invert(
      Proportion first, Proportion second, double level, double inflation, IntervalMethod method) {
    double z = Normal.twoSidedCritical(level);
    double estimate = first.minus(second);
    double low =
        estimate == -1
            ? -1
            : ScoreInversion.zeroOfDecreasing(
                d -> statistic(first, second, d, inflation) - z, -1, estimate);
    double high =
        estimate == 1
            ? 1
            : ScoreInversion.zeroOfDecreasing(
                d -> statistic(first, second, d, inflation) + z, estimate, 1);
    return new Interval(low, high, level, method);
  }

  private static double statistic(
      Proportion first, Proportion second, double difference, double inflation) {
    if (!(Math.abs(difference) <= 1)) {
      throw Check.refused("difference", difference, "between -1 and 1");
    }
    double p2 = restricted(first, second, difference);
    double p1 = Math.clamp(p2 + difference, 0, 1);
    double variance = p1 * (1 - p1) / first.trials() + p2 * (1 - p2) / second.trials();
    return (first.minus(second) - difference) / Math.sqrt(variance * inflation);
  }

  /**
   * The maximum likelihood p2 under p1 = p2 + d. The log-likelihood is concave, so the zero of its
   * derivative is found by bisection; the closed form (a cubic) loses digits near the edges.
   */
  private static double restricted(Proportion first, Proportion second, double d) {
    return ScoreInversion.zeroOfDecreasing(
        p -> slope(first, p + d) + slope(second, p), Math.max(0, -d), Math.min(1, 1 - d));
  }

  private static double slope(Proportion arm, double p) {
    double up = arm.successes() == 0 ? 0 : arm.successes() / p;
    double down = arm.failures() == 0 ? 0 : arm.failures() / (1 - p);
    return up - down;
  }
}
