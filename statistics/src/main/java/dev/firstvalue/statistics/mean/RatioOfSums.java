package dev.firstvalue.statistics.mean;

import dev.firstvalue.statistics.Check;
import java.util.Optional;

/**
 * A ratio of two sums over the same units, such as events per visit, by the delta method (Deng,
 * Knoblich and Lu 2018): se² = (s_y² - 2 r s_xy + r² s_x²)/(n mean_x²).
 *
 * @param ratio sum of numerators over sum of denominators
 * @param standardError 0 or more
 */
public record RatioOfSums(double ratio, double standardError) {

  /**
   * From sums over units of the numerator y and the denominator x; empty where the denominators add
   * to 0 or there is one unit only.
   */
  public static Optional<RatioOfSums> of(
      long n, double sumY, double sumX, double squaresY, double squaresX, double products) {
    Check.atLeast("n", n, 1);
    if (sumX == 0 || n < 2) {
      return Optional.empty();
    }
    double ratio = sumY / sumX;
    // the squares of y - r x about their mean, which is 0
    double residual = squaresY - 2 * ratio * products + ratio * ratio * squaresX;
    double variance = Math.max(0, residual) / (n - 1) / n;
    return Optional.of(new RatioOfSums(ratio, Math.sqrt(variance) * n / Math.abs(sumX)));
  }

  /** This ratio less the other, independent samples: normal p and interval. */
  public Optional<NormalDifference> minus(RatioOfSums other, double level) {
    return NormalDifference.of(
        ratio - other.ratio, Math.hypot(standardError, other.standardError), level);
  }
}
