package dev.firstvalue.statistics.strata;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;
import java.util.ArrayList;
import java.util.List;

/**
 * Effects that differ by stratum, after DerSimonian and Laird 1986: tau² = max(0, (Q - df)/(sum w -
 * sum w²/sum w)), w = 1/variance, and a mean with weights 1/(variance + tau²). For effects near
 * normal; with few strata tau² is itself uncertain.
 *
 * @param heterogeneity Q, its p-value and I² under common weights
 * @param tauSquared variance of the true effects between strata, 0 or more
 * @param mean of the true effects
 * @param standardError of the mean
 * @param shrunken each effect drawn to the mean, mean + tau²/(tau² + variance)(effect - mean): what
 *     to display, so that small strata do not shout
 */
public record RandomEffects(
    Heterogeneity heterogeneity,
    double tauSquared,
    double mean,
    double standardError,
    List<Double> shrunken) {

  public RandomEffects {
    shrunken = List.copyOf(shrunken);
  }

  /** Of at least one effect, each with a variance above 0. */
  public static RandomEffects of(double[] effects, double[] variances) {
    Heterogeneity fixed = Heterogeneity.of(effects, variances);
    double sum = 0;
    double squares = 0;
    for (double variance : variances) {
      sum += 1 / variance;
      squares += 1 / (variance * variance);
    }
    double scale = sum - squares / sum;
    double tau =
        effects.length == 1 ? 0 : Math.max(0, (fixed.q() - fixed.degreesOfFreedom()) / scale);
    double weight = 0;
    double weighted = 0;
    for (int i = 0; i < effects.length; i++) {
      double w = 1 / (variances[i] + tau);
      weight += w;
      weighted += w * effects[i];
    }
    double mean = weighted / weight;
    List<Double> shrunken = new ArrayList<>();
    for (int i = 0; i < effects.length; i++) {
      shrunken.add(mean + tau / (tau + variances[i]) * (effects[i] - mean));
    }
    return new RandomEffects(fixed, tau, mean, 1 / Math.sqrt(weight), shrunken);
  }

  /** The normal interval of the mean. */
  public Interval interval(double level) {
    double half = Normal.twoSidedCritical(level) * standardError;
    return new Interval(mean - half, mean + half, level, IntervalMethod.NORMAL);
  }
}
