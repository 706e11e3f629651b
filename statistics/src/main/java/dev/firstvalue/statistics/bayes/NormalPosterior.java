package dev.firstvalue.statistics.bayes;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;

/**
 * A normal posterior of an effect.
 *
 * @param mean of the posterior
 * @param deviation standard deviation, 0 or more
 */
public record NormalPosterior(double mean, double deviation) {

  public NormalPosterior {
    Check.finite("mean", mean);
    Check.notNegative("sd", deviation);
  }

  /**
   * From a normal estimate and a normal prior, by precision weights.
   *
   * @param priorVariance above 0; infinite for a flat prior
   */
  public static NormalPosterior update(
      double estimate, double variance, double priorMean, double priorVariance) {
    Check.finite("estimate", estimate);
    Check.notNegative("variance", variance);
    if (!(priorVariance > 0)) {
      throw Check.refused("prior_variance", priorVariance, "above 0");
    }
    if (priorVariance == Double.POSITIVE_INFINITY) {
      return new NormalPosterior(estimate, Math.sqrt(variance));
    }
    double weight = priorVariance / (variance + priorVariance);
    double mean = Check.finite("prior_mean", priorMean) * (1 - weight) + estimate * weight;
    return new NormalPosterior(mean, Math.sqrt(variance * weight));
  }

  /** P(effect &gt; 0); only for a deviation above 0. */
  public double chanceAboveZero() {
    return Normal.upperTail(-mean / deviation);
  }

  /** E[max(0, -effect)]: what choosing the effect loses on average. */
  public double lossIfChosen() {
    return deviation * shortfall(mean / deviation);
  }

  /** E[max(0, effect)]: what leaving it loses on average. */
  public double lossIfLeft() {
    return deviation * shortfall(-mean / deviation);
  }

  public Interval interval(double level) {
    double half = Normal.twoSidedCritical(level) * deviation;
    return new Interval(mean - half, mean + half, level, IntervalMethod.CREDIBLE);
  }

  /** density(z) - z P(Z &gt; z), by a continued fraction where the two terms would cancel. */
  private static double shortfall(double z) {
    if (z < 4) {
      return Normal.density(z) - z * Normal.upperTail(z);
    }
    // with Mills' ratio 1/(z + c), c = 1/(z + 2/(z + 3/(z + …))), it is density c/(z + c)
    double fraction = z;
    for (int k = 400; k >= 2; k--) {
      fraction = z + k / fraction;
    }
    double c = 1 / fraction;
    return Normal.density(z) * c / (z + c);
  }
}
