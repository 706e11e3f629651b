package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.ChiSquared;
import dev.firstvalue.statistics.distribution.Normal;
import java.util.List;
import java.util.Optional;

/**
 * Pearson's chi-square of equal proportions in two or more arms, on (arms - 1) degrees of freedom.
 *
 * @param chiSquare 0 or more
 * @param degreesOfFreedom arms less one
 * @param pValue of a statistic at least this large
 */
public record ProportionsChiSquare(double chiSquare, int degreesOfFreedom, PValue pValue) {

  /** The test; empty when all trials of all arms ended alike. */
  public static Optional<ProportionsChiSquare> of(List<Proportion> arms) {
    if (arms.size() < 2) {
      throw Check.refused("arms", arms.size(), "at least two");
    }
    Proportion pooled = arms.stream().reduce(Proportion::pooledWith).orElseThrow();
    if (pooled.variance() == 0) {
      return Optional.empty();
    }
    double chiSquare = 0;
    for (Proportion arm : arms) {
      double off = arm.minus(pooled);
      chiSquare += arm.trials() * off * off / pooled.variance();
    }
    return Optional.of(test(chiSquare, arms.size() - 1));
  }

  /**
   * Two arms with Yates's correction as in R's {@code prop.test}: each |observed - expected| is
   * reduced by 1/2, or by itself if smaller.
   */
  public static Optional<ProportionsChiSquare> yates(Proportion first, Proportion second) {
    double variance = first.pooledWith(second).variance();
    if (variance == 0) {
      return Optional.empty();
    }
    double inverse = 1.0 / first.trials() + 1.0 / second.trials();
    double corrected = Math.max(0, Math.abs(first.minus(second)) - inverse / 2);
    return Optional.of(test(corrected * corrected / (variance * inverse), 1));
  }

  /**
   * R's interval of first - second beside that test: Wald's, widened by the correction and clipped
   * to [-1, 1].
   */
  public static Interval difference(
      Proportion first, Proportion second, double level, boolean yates) {
    double difference = first.minus(second);
    double inverse = 1.0 / first.trials() + 1.0 / second.trials();
    double correction = yates ? Math.min(inverse / 2, Math.abs(difference)) : 0;
    double half =
        Normal.twoSidedCritical(level) * PooledZ.standardError(first, second) + correction;
    return new Interval(
        Math.max(-1, difference - half),
        Math.min(1, difference + half),
        level,
        IntervalMethod.WALD);
  }

  private static ProportionsChiSquare test(double chiSquare, int df) {
    return new ProportionsChiSquare(chiSquare, df, ChiSquared.test(chiSquare, df));
  }
}
