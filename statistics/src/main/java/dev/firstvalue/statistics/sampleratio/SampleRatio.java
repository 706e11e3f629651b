package dev.firstvalue.statistics.sampleratio;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.ChiSquared;

/**
 * Pearson's chi-square of the units seen in each arm against the configured weights, on (arms - 1)
 * degrees of freedom. An arm of weight 0 expects nobody: it is left out of the test and its units
 * are counted apart.
 *
 * @param chiSquare 0 or more
 * @param degreesOfFreedom arms of positive weight less one
 * @param pValue probability of a statistic at least this large under the weights
 * @param excludedArms arms of weight 0
 * @param excludedUnits units seen in those arms; any at all is a fault of the assignment
 */
public record SampleRatio(
    double chiSquare, int degreesOfFreedom, PValue pValue, int excludedArms, long excludedUnits) {

  /**
   * Tests the arms against their weights.
   *
   * @param observed units in each arm, at least one in the arms of positive weight together
   * @param weights configured weights in the same order, on any scale, at least two above 0
   */
  public static SampleRatio of(long[] observed, double[] weights) {
    if (observed.length != weights.length) {
      throw Check.refused("weights", weights.length + " of them", observed.length + ", one an arm");
    }
    double weight = 0;
    double total = 0;
    int arms = 0;
    long excluded = 0;
    for (int i = 0; i < observed.length; i++) {
      Check.count("observed[" + i + "]", observed[i]);
      Check.notNegative("weights[" + i + "]", weights[i]);
      if (weights[i] > 0) {
        arms++;
        weight += weights[i];
        total += observed[i];
      } else {
        excluded += observed[i];
      }
    }
    if (arms < 2) {
      throw Check.refused("weights", arms + " above 0", "at least two arms of positive weight");
    }
    if (total == 0) {
      throw Check.refused("observed", "0 in all", "at least one unit");
    }
    double chiSquare = 0;
    for (int i = 0; i < observed.length; i++) {
      if (weights[i] > 0) {
        double expected = total * (weights[i] / weight);
        double off = observed[i] - expected;
        chiSquare += off * off / expected;
      }
    }
    return new SampleRatio(
        chiSquare,
        arms - 1,
        ChiSquared.test(chiSquare, arms - 1.0),
        observed.length - arms,
        excluded);
  }
}
