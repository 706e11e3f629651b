package dev.firstvalue.statistics.adjustment;

import dev.firstvalue.statistics.mean.NormalDifference;
import java.util.Optional;

/**
 * A difference of means with one covariate taken out (CUPED: Deng, Xu, Kohavi and Walker 2013; the
 * point estimate is that of analysis of covariance). The covariate must be fixed before assignment.
 *
 * @param thetaTotal covariance over variance of both arms as one sample
 * @param thetaWithin the same within arms: the slope of the analysis of covariance
 * @param unadjusted second mean less first
 * @param unadjustedError its standard error, each arm's own variance
 * @param adjusted with thetaWithin
 * @param adjustedError standard error of that, each arm's own variance of y - theta x
 * @param interacted with each arm's own slope at the overall mean of x (Lin 2013)
 */
public record Cuped(
    double thetaTotal,
    double thetaWithin,
    double unadjusted,
    double unadjustedError,
    double adjusted,
    double adjustedError,
    double interacted) {

  /** Second arm less first; empty where the covariate does not vary within an arm. */
  public static Optional<Cuped> of(PairedMoments first, PairedMoments second) {
    if (first.xx() == 0 || second.xx() == 0) {
      return Optional.empty();
    }
    PairedMoments all = first.with(second);
    double within = (first.xy() + second.xy()) / (first.xx() + second.xx());
    return Optional.of(
        new Cuped(
            all.xy() / all.xx(),
            within,
            second.meanY() - first.meanY(),
            error(first, second, 0),
            second.meanY() - first.meanY() - within * (second.meanX() - first.meanX()),
            error(first, second, within),
            at(second, all.meanX()) - at(first, all.meanX())));
  }

  /**
   * The adjusted difference with p and interval by the normal; empty where nothing is left to vary.
   */
  public Optional<NormalDifference> test(double level) {
    return NormalDifference.of(adjusted, adjustedError, level);
  }

  /** 1 - (adjusted error / unadjusted error)². */
  public double varianceReduction() {
    return 1 - Math.pow(adjustedError / unadjustedError, 2);
  }

  private static double error(PairedMoments first, PairedMoments second, double theta) {
    return Math.sqrt(first.varianceOfMean(theta) + second.varianceOfMean(theta));
  }

  private static double at(PairedMoments arm, double x) {
    return arm.meanY() + arm.xy() / arm.xx() * (x - arm.meanX());
  }
}
