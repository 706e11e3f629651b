package dev.firstvalue.statistics.mean;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.Normal;
import java.util.Optional;

/**
 * A difference that is near normal, with the test and the interval of the same statistic.
 *
 * @param difference of the estimates
 * @param standardError above 0
 * @param z difference over standard error
 * @param pValue two-sided
 * @param interval difference ± z·standard error
 */
public record NormalDifference(
    double difference, double standardError, double z, PValue pValue, Interval interval) {

  /** Empty where the standard error is 0 or unknown. */
  public static Optional<NormalDifference> of(
      double difference, double standardError, double level) {
    if (!(standardError > 0)) {
      return Optional.empty();
    }
    double z = difference / standardError;
    double half = Normal.twoSidedCritical(level) * standardError;
    return Optional.of(
        new NormalDifference(
            difference,
            standardError,
            z,
            Normal.twoSided(z),
            new Interval(difference - half, difference + half, level, IntervalMethod.NORMAL)));
  }
}
