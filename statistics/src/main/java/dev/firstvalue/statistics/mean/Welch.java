package dev.firstvalue.statistics.mean;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.StudentT;
import java.util.Optional;

/**
 * Welch's t test of two means with unequal variances, on Satterthwaite's degrees of freedom (v1 +
 * v2)²/(v1²/(n1-1) + v2²/(n2-1)), v = s²/n. For means of any distribution once arms are large; for
 * small ones it assumes near-normal values.
 *
 * @param difference first mean less second
 * @param standardError sqrt(v1 + v2), above 0
 * @param degreesOfFreedom Satterthwaite's
 * @param t difference over standard error
 * @param pValue two-sided
 * @param interval of the difference
 */
public record Welch(
    double difference,
    double standardError,
    double degreesOfFreedom,
    double t,
    PValue pValue,
    Interval interval) {

  /** The test of {@code first - second}; empty where a variance is unknown or both are 0. */
  public static Optional<Welch> test(Moments first, Moments second, double level) {
    double se = standardError(first, second);
    if (!(se > 0)) {
      return Optional.empty();
    }
    double difference = first.mean() - second.mean();
    double df = degreesOfFreedom(first, second);
    double half = StudentT.twoSidedCritical(level, df) * se;
    double t = difference / se;
    return Optional.of(
        new Welch(
            difference,
            se,
            df,
            t,
            StudentT.twoSided(t, df),
            new Interval(difference - half, difference + half, level, IntervalMethod.STUDENT_T)));
  }

  /** sqrt(s1²/n1 + s2²/n2), NaN where a sample has one value. */
  public static double standardError(Moments first, Moments second) {
    return Math.sqrt(ofMean(first) + ofMean(second));
  }

  static double degreesOfFreedom(Moments first, Moments second) {
    double share = ofMean(first) / (ofMean(first) + ofMean(second));
    return 1 / (share * share / (first.n() - 1) + (1 - share) * (1 - share) / (second.n() - 1));
  }

  private static double ofMean(Moments sample) {
    return sample.variance().orElse(Double.NaN) / sample.n();
  }
}
