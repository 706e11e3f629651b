package dev.firstvalue.statistics.sensitivity;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.proportion.Proportion;
import java.util.Optional;

/**
 * A true share behind an imperfect mark (Rogan and Gladen 1978): (share + specificity - 1) /
 * (sensitivity + specificity - 1), its error by the delta method with the noise of all three. For
 * marks that are better than chance; the estimate is clipped to [0, 1].
 *
 * @param share estimated true share
 * @param interval by the normal, clipped to [0, 1]
 */
public record RoganGladen(double share, Interval interval) {

  /** Empty where sensitivity + specificity is not above 1: the mark then says nothing. */
  public static Optional<RoganGladen> of(
      Proportion marked, Proportion sensitivity, Proportion specificity, double level) {
    double z = Normal.twoSidedCritical(Check.level(level));
    double youden = sensitivity.value() + specificity.value() - 1;
    if (youden <= 0) {
      return Optional.empty();
    }
    double share = (marked.value() + specificity.value() - 1) / youden;
    double variance =
        variance(marked)
            + share * share * variance(sensitivity)
            + (1 - share) * (1 - share) * variance(specificity);
    double half = z * Math.sqrt(variance) / youden;
    return Optional.of(
        new RoganGladen(
            Math.clamp(share, 0.0, 1.0),
            new Interval(
                Math.clamp(share - half, 0.0, 1.0),
                Math.clamp(share + half, 0.0, 1.0),
                level,
                IntervalMethod.DELTA)));
  }

  private static double variance(Proportion p) {
    return p.variance() / p.trials();
  }
}
