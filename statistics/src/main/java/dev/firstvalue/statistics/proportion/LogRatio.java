package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;
import java.util.Optional;

/**
 * Intervals of a ratio that are symmetric on the logarithm. They do not exist where a cell they
 * divide by is empty; the score intervals ({@link ScoreRatio}, {@link ScoreOddsRatio}) do.
 */
public final class LogRatio {

  private LogRatio() {}

  /** Katz et al. 1978, {@code first / second}: se² = 1/x1 - 1/n1 + 1/x2 - 1/n2. */
  public static Optional<Interval> katz(Proportion first, Proportion second, double level) {
    if (first.successes() == 0 || second.successes() == 0) {
      return Optional.empty();
    }
    // 1/x - 1/n = (n-x)/(n x), without the cancellation
    double variance =
        (double) first.failures() / first.trials() / first.successes()
            + (double) second.failures() / second.trials() / second.successes();
    return Optional.of(
        around(first.value() / second.value(), variance, level, IntervalMethod.KATZ_LOG));
  }

  /** Woolf 1955, odds of {@code first} over odds of {@code second}: se² = sum of 1/cell. */
  public static Optional<Interval> woolf(Proportion first, Proportion second, double level) {
    if (first.variance() == 0 || second.variance() == 0) {
      return Optional.empty();
    }
    double variance =
        1.0 / first.successes()
            + 1.0 / first.failures()
            + 1.0 / second.successes()
            + 1.0 / second.failures();
    return Optional.of(around(oddsRatio(first, second), variance, level, IntervalMethod.WOOLF_LOG));
  }

  /** x1(n2-x2)/(x2(n1-x1)); infinite over an empty denominator, NaN for 0/0. */
  public static double oddsRatio(Proportion first, Proportion second) {
    return (double) first.successes()
        * second.failures()
        / ((double) first.failures() * second.successes());
  }

  private static Interval around(
      double estimate, double variance, double level, IntervalMethod method) {
    double factor = Math.exp(Normal.twoSidedCritical(level) * Math.sqrt(variance));
    return new Interval(estimate / factor, estimate * factor, level, method);
  }
}
