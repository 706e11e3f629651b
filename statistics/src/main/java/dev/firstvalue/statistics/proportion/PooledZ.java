package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.Normal;
import java.util.Optional;

/**
 * The z test of equal proportions with the pooled variance, whose square is Pearson's chi-square of
 * the 2x2 table without correction: z = (p1 - p2)/sqrt(p(1-p)(1/n1 + 1/n2)).
 *
 * <p>Good when every expected count is at least 5 (see {@link #smallestExpected}); below that an
 * exact test is better.
 */
public final class PooledZ {

  private PooledZ() {}

  /** Test of {@code first - second}; empty when all trials of both arms ended alike. */
  public static Optional<ZTest> test(Proportion first, Proportion second) {
    double variance =
        first.pooledWith(second).variance() * (1.0 / first.trials() + 1.0 / second.trials());
    return variance == 0
        ? Optional.empty()
        : Optional.of(ZTest.of(first.minus(second) / Math.sqrt(variance)));
  }

  /**
   * The same with each arm's own variance (Wald); empty when neither arm varies. Worse than the
   * pooled test in small arms; kept as the dual of the Wald interval.
   */
  public static Optional<ZTest> unpooled(Proportion first, Proportion second) {
    double se = standardError(first, second);
    return se == 0 ? Optional.empty() : Optional.of(ZTest.of(first.minus(second) / se));
  }

  /** sqrt(p1 q1/n1 + p2 q2/n2). */
  public static double standardError(Proportion first, Proportion second) {
    return Math.sqrt(first.variance() / first.trials() + second.variance() / second.trials());
  }

  /** The smallest count expected in the four cells if both arms had the pooled proportion. */
  public static double smallestExpected(Proportion first, Proportion second) {
    Proportion pooled = first.pooledWith(second);
    double rarer = Math.min(pooled.successes(), pooled.failures());
    return rarer * Math.min(first.trials(), second.trials()) / pooled.trials();
  }

  /** A standard normal statistic with its three p-values. */
  public record ZTest(double z, PValue twoSided, PValue greater, PValue less) {

    public static ZTest of(double z) {
      return new ZTest(z, Normal.twoSided(z), Normal.greater(z), Normal.greater(-z));
    }
  }
}
