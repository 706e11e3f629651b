package dev.firstvalue.statistics.drift;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.PValue;
import java.util.SplittableRandom;

/**
 * Whether a series of effects, each with its own known variance, has one level or breaks once: the
 * largest chi-square over all break points within the trimmed span (Andrews' 1993 sup-F, weighted
 * by 1/variance). Its p-value is by simulation of independent normal effects with these variances,
 * fixed seed, so it is exact up to its Monte Carlo error of at most 0.004.
 *
 * @param statistic largest (difference of levels)²/variance over the break points
 * @param after how many points come before the break that gives it
 * @param shift level after less level before, at that break
 * @param pValue at least 1/20,001
 */
public record LevelBreak(double statistic, int after, double shift, PValue pValue) {

  private static final int RUNS = 20_000;

  /**
   * Tests the series.
   *
   * @param effects in order of time, at least 4
   * @param variances of each, above 0
   * @param trim share of points left out as break points at either end, in [0, 0.5); 0.15 is usual
   */
  public static LevelBreak of(double[] effects, double[] variances, double trim) {
    int n = effects.length;
    Check.atLeast("effects", n, 4);
    if (variances.length != n) {
      throw Check.refused("variances", variances.length + " of them", n + ", one an effect");
    }
    if (!(trim >= 0 && trim < 0.5)) {
      throw Check.refused("trim", trim, "at least 0 and below 0.5");
    }
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      Check.finite("effects[" + i + "]", effects[i]);
      weights[i] = 1 / Check.positive("variances[" + i + "]", variances[i]);
    }
    int first = Math.max(1, (int) Math.ceil(trim * n));
    int best = first;
    double largest = -1;
    for (int k = first; k <= n - first; k++) {
      double here = statistic(effects, weights, k);
      if (here > largest) {
        largest = here;
        best = k;
      }
    }
    return new LevelBreak(
        largest,
        best,
        level(effects, weights, best, n) - level(effects, weights, 0, best),
        pValue(weights, first, largest));
  }

  private static PValue pValue(double[] weights, int first, double seen) {
    SplittableRandom random = new SplittableRandom(7_002);
    int n = weights.length;
    double[] series = new double[n];
    int beyond = 0;
    for (int run = 0; run < RUNS; run++) {
      double total = 0;
      double sum = 0;
      for (int i = 0; i < n; i++) {
        series[i] = random.nextGaussian() / Math.sqrt(weights[i]);
        total += weights[i];
        sum += weights[i] * series[i];
      }
      double weight = 0;
      double part = 0;
      double largest = 0;
      for (int k = 1; k <= n - first; k++) {
        weight += weights[k - 1];
        part += weights[k - 1] * series[k - 1];
        if (k >= first) {
          double off = (sum - part) / (total - weight) - part / weight;
          largest = Math.max(largest, off * off / (1 / weight + 1 / (total - weight)));
        }
      }
      beyond += largest >= seen ? 1 : 0;
    }
    return PValue.of((beyond + 1.0) / (RUNS + 1.0));
  }

  private static double statistic(double[] effects, double[] weights, int k) {
    int n = effects.length;
    double off = level(effects, weights, k, n) - level(effects, weights, 0, k);
    return off * off / (1 / weight(weights, 0, k) + 1 / weight(weights, k, n));
  }

  private static double level(double[] effects, double[] weights, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += weights[i] * effects[i];
    }
    return sum / weight(weights, from, to);
  }

  private static double weight(double[] weights, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += weights[i];
    }
    return sum;
  }
}
