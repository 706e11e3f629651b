package dev.firstvalue.experiment.past;

import dev.firstvalue.experiment.adjustment.Adjustments;
import dev.firstvalue.experiment.adjustment.NumberCovariate;
import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.statistics.distribution.StudentT;
import java.util.List;
import java.util.Optional;

/**
 * The effect without and with a covariate taken out.
 *
 * @param plain arm less control, a difference of shares or of means
 * @param adjusted the same with the covariate taken out
 * @param significant whether either of them is told from 0
 */
record SignFlip(double plain, double adjusted, boolean significant) {

  /** Whether they have different signs. */
  boolean flips() {
    return plain * adjusted < 0;
  }

  /** Whether they have, and it is more than two estimates of nothing. */
  boolean matters() {
    return flips() && significant;
  }

  /** Empty where the covariate could not be taken out. */
  static Optional<SignFlip> of(
      NumberCovariate number,
      String arm,
      String control,
      List<AdjustedComparison> adjusted,
      Inference inference) {
    return adjusted.stream()
        .filter(
            one ->
                one.getMethod().equals(Adjustments.LIN)
                    && one.getArm().equals(arm)
                    && one.getCovariatesList().contains(number.name())
                    && one.hasPValue())
        .findFirst()
        .map(one -> of(rate(number, arm) - rate(number, control), one, inference));
  }

  /**
   * Of one comparison.
   *
   * @param plain the difference without the covariate taken out
   * @param one the same with it, with a p-value
   */
  static SignFlip of(double plain, AdjustedComparison one, Inference inference) {
    double effect = one.getDifference().getEstimate();
    // Variance saved is one less the ratio of both variances.
    double error =
        one.hasVarianceSaved()
            ? one.getStandardError() / Math.sqrt(1 - one.getVarianceSaved())
            : Double.POSITIVE_INFINITY;
    double critical = StudentT.twoSidedCritical(inference.level(), one.getDegreesOfFreedom());
    return new SignFlip(
        plain,
        effect,
        Math.abs(plain) > critical * error || Math.abs(effect) > critical * one.getStandardError());
  }

  private static double rate(NumberCovariate number, String arm) {
    double entities = 0;
    double activated = 0;
    for (NumberCovariate.Group group : number.groups()) {
      if (group.arm().equals(arm)) {
        entities += group.count();
        activated += group.values().mean() * group.count();
      }
    }
    return activated / entities;
  }
}
