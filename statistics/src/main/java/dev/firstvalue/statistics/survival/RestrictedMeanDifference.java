package dev.firstvalue.statistics.survival;

import dev.firstvalue.statistics.mean.NormalDifference;
import dev.firstvalue.statistics.survival.KaplanMeier.RestrictedMean;
import java.util.Optional;

/**
 * The difference of two mean times up to one horizon (Royston and Parmar 2013), normal p and
 * interval. Needs no proportional hazards, so it is preferred where curves cross. For some 50
 * events an arm.
 */
public final class RestrictedMeanDifference {

  private RestrictedMeanDifference() {}

  /**
   * First less second; empty where neither varies.
   *
   * @param horizon above 0, at most the longest time watched in either arm
   */
  public static Optional<NormalDifference> of(
      KaplanMeier first, KaplanMeier second, double horizon, double level) {
    RestrictedMean one = first.restrictedMean(horizon);
    RestrictedMean two = second.restrictedMean(horizon);
    return NormalDifference.of(
        one.mean() - two.mean(), Math.sqrt(one.variance() + two.variance()), level);
  }
}
