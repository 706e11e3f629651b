package dev.firstvalue.statistics.multiplicity;

import dev.firstvalue.statistics.Check;

/**
 * Adjusted p-values when comparisons do not count alike: an adjusted value at most alpha means
 * rejected at family-wise error alpha, under any dependence.
 */
public final class WeightedBonferroni {

  private WeightedBonferroni() {}

  /**
   * p/w with weights scaled to add to 1 (Rosenthal and Rubin 1983). A weight of 0 never rejects.
   *
   * @param weights 0 or more, one for each p-value, not all 0
   */
  public static double[] adjusted(double[] p, double[] weights) {
    if (p.length == 0 || p.length != weights.length) {
      throw Check.refused("weights", weights.length + " of them", p.length + ", at least one");
    }
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      Check.probability("p[" + i + "]", p[i]);
      sum += Check.notNegative("weights[" + i + "]", weights[i]);
    }
    Check.positive("sum of weights", sum);
    double[] result = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      result[i] = weights[i] == 0 ? 1 : Math.min(1, p[i] / (weights[i] / sum));
    }
    return result;
  }

  /**
   * Comparisons in an order fixed beforehand, each tested at the whole alpha as long as all before
   * it were rejected (Maurer, Hothorn and Lehmacher 1995): the largest p so far.
   */
  public static double[] fixedSequence(double... p) {
    double[] result = p.clone();
    for (int i = 0; i < p.length; i++) {
      Check.probability("p[" + i + "]", p[i]);
      result[i] = i == 0 ? p[0] : Math.max(result[i - 1], p[i]);
    }
    return result;
  }
}
