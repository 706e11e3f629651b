package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;

/**
 * Score intervals of a ratio of proportions: all r with |z(r)| within the critical value, z(r) =
 * (p1 - r p2)/sqrt(p1~(1-p1~)/n1 + r² p2~(1-p2~)/n2) at the maximum likelihood estimates under p1 =
 * r p2.
 *
 * <p>Koopman 1984 inverts it as it is (same statistic as {@link PooledZ} at r = 1); Miettinen and
 * Nurminen 1985 multiply the variance by N/(N-1). With no success in the second arm the upper limit
 * is infinite, with none in the first the lower limit is 0.
 */
public final class ScoreRatio {

  /** Ratios outside e^±WIDEST are beyond what two long counts can tell apart. */
  private static final double WIDEST = 100;

  private ScoreRatio() {}

  /** Koopman's interval of {@code first / second}. */
  public static RatioEstimate koopman(Proportion first, Proportion second, double level) {
    return estimate(first, second, level, 1, IntervalMethod.KOOPMAN);
  }

  public static RatioEstimate miettinenNurminen(Proportion first, Proportion second, double level) {
    return estimate(
        first,
        second,
        level,
        ScoreDifference.inflation(first, second),
        IntervalMethod.MIETTINEN_NURMINEN);
  }

  private static RatioEstimate estimate(
      Proportion first, Proportion second, double level, double inflation, IntervalMethod method) {
    double z = Normal.twoSidedCritical(level);
    double p1 = first.value();
    double p2 = second.value();
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    if (first.successes() > 0) {
      double from = p2 > 0 ? Math.log(p1 / p2) : WIDEST;
      low =
          Math.exp(
              ScoreInversion.zeroOfDecreasing(
                  r -> statistic(first, second, Math.exp(r), inflation) - z, -WIDEST, from));
    }
    if (second.successes() > 0) {
      double from = p1 > 0 ? Math.log(p1 / p2) : -WIDEST;
      high =
          Math.exp(
              ScoreInversion.zeroOfDecreasing(
                  r -> statistic(first, second, Math.exp(r), inflation) + z, from, WIDEST));
    }
    return RatioEstimate.of(p1, p2, new Interval(low, high, level, method));
  }

  private static double statistic(Proportion first, Proportion second, double r, double inflation) {
    double n1 = first.trials();
    double n2 = second.trials();
    double a = (n1 + n2) * r;
    double b = n1 * r + first.successes() + n2 + second.successes() * r;
    double c = (double) first.successes() + second.successes();
    double discriminant = Math.max(0, b * b - 4 * a * c);
    double p2 = Math.min(1, 2 * c / (b + Math.sqrt(discriminant)));
    double p1 = Math.min(1, r * p2);
    double variance = p1 * (1 - p1) / n1 + r * r * p2 * (1 - p2) / n2;
    return (first.value() - r * second.value()) / Math.sqrt(variance * inflation);
  }
}
