package dev.firstvalue.statistics.mean;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;
import java.util.Arrays;
import java.util.Optional;

/**
 * A sample quantile with a standard error read off its order-statistic interval: (upper - lower)/(2
 * z), z of the interval's exact coverage (McKean and Schrader 1984; Price and Bonett 2002). For
 * continuous values and some 20 beyond the quantile on either side; heavy ties make it too small.
 *
 * @param value the quantile, R's type 7
 * @param standardError 0 or more
 * @param interval distribution-free, [X(lower), X(upper)]
 */
public record QuantileEstimate(double value, double standardError, Interval interval) {

  /**
   * From values in any order; empty where the sample is too small for its interval to exist.
   *
   * @param q which quantile, strictly between 0 and 1
   */
  public static Optional<QuantileEstimate> of(double[] values, double q, double level) {
    double[] sorted = values.clone();
    for (int i = 0; i < sorted.length; i++) {
      Check.finite("values[" + i + "]", sorted[i]);
    }
    Arrays.sort(sorted);
    OrderStatisticInterval ranks = OrderStatisticInterval.of(sorted.length, q, level);
    if (!ranks.lowerExists() || !ranks.upperExists(sorted.length)) {
      return Optional.empty();
    }
    double place = (sorted.length - 1) * q;
    int below = (int) Math.floor(place);
    int above = Math.min(sorted.length - 1, below + 1);
    double value = sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    return Optional.of(
        of(
            value,
            sorted[(int) ranks.lowerRank() - 1],
            sorted[(int) ranks.upperRank() - 1],
            ranks.coverage(),
            level));
  }

  /** From the quantile and its limits, found elsewhere by {@link OrderStatisticInterval}. */
  public static QuantileEstimate of(
      double value, double low, double high, double coverage, double level) {
    double z = Normal.twoSidedCritical(coverage);
    return new QuantileEstimate(
        Check.finite("value", value),
        (high - low) / (2 * z),
        new Interval(low, high, level, IntervalMethod.ORDER_STATISTIC));
  }

  /** This quantile less the other's, independent samples: normal p and interval. */
  public Optional<NormalDifference> minus(QuantileEstimate other, double level) {
    return NormalDifference.of(
        value - other.value, Math.hypot(standardError, other.standardError), level);
  }
}
