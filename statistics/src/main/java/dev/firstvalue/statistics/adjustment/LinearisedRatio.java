package dev.firstvalue.statistics.adjustment;

import dev.firstvalue.statistics.mean.Moments;
import java.util.Optional;

/**
 * A ratio of two sums as a mean (delta method: Deng, Knoblich and Lu 2018; for regressions Deng,
 * Xu, Kohavi and Walker 2013): a unit with numerator y and denominator x has the value r + (y - r
 * x)/d. The mean of these over the sample is r, and the error of that mean is the ratio's own
 * ({@link dev.firstvalue.statistics.mean.RatioOfSums}), so that what takes variance out of a mean
 * takes it out of the ratio, to first order. For samples of hundreds, and denominators that do not
 * scatter around 0.
 *
 * @param ratio r, sum of numerators over sum of denominators
 * @param denominator d, the mean denominator, not 0
 */
public record LinearisedRatio(double ratio, double denominator) {

  /** Of a sample; empty where its denominators add to 0. */
  public static Optional<LinearisedRatio> of(PairedMoments sample) {
    return sample.meanX() == 0
        ? Optional.empty()
        : Optional.of(new LinearisedRatio(sample.meanY() / sample.meanX(), sample.meanX()));
  }

  /** The values of some units of the sample, from their numerators y and denominators x. */
  public Moments values(PairedMoments part) {
    double squares = part.yy() - 2 * ratio * part.xy() + ratio * ratio * part.xx();
    return new Moments(
        part.n(),
        ratio + (part.meanY() - ratio * part.meanX()) / denominator,
        Math.max(0, squares) / (denominator * denominator));
  }
}
