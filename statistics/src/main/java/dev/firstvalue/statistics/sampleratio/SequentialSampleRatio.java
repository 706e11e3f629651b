package dev.firstvalue.statistics.sampleratio;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.Stirling;
import java.util.ArrayList;
import java.util.List;

/**
 * The sample-ratio test that may be looked at after every batch (Lindon and Malek 2020, arXiv
 * 2011.03567): the Bayes factor of Dirichlet-multinomial assignment, Dirichlet(concentration times
 * weights), against multinomial assignment by the weights; p = the smallest inverse factor so far.
 */
public final class SequentialSampleRatio {

  private SequentialSampleRatio() {}

  /**
   * The p-value after each batch, never rising.
   *
   * @param batches units newly seen in each arm, batch by batch
   * @param weights configured, on any scale; an arm of weight 0 is left out
   * @param concentration of the prior about the weights, above 0; larger looks for smaller faults
   */
  public static List<PValue> pValues(List<long[]> batches, double[] weights, double concentration) {
    Check.positive("dirichlet_concentration", concentration);
    double weight = 0;
    for (int i = 0; i < weights.length; i++) {
      weight += Check.notNegative("weights[" + i + "]", weights[i]);
    }
    Check.positive("sum of weights", weight);
    double[] seen = new double[weights.length];
    List<PValue> result = new ArrayList<>();
    double least = 0;
    for (int b = 0; b < batches.size(); b++) {
      long[] batch = batches.get(b);
      if (batch.length != weights.length) {
        throw Check.refused(
            "batches[" + b + "]", batch.length + " counts", weights.length + ", one an arm");
      }
      for (int i = 0; i < seen.length; i++) {
        seen[i] += Check.count("batches[" + b + "][" + i + "]", batch[i]);
      }
      least = Math.min(least, -logBayesFactor(seen, weights, weight, concentration));
      result.add(PValue.fromLog(least));
    }
    return result;
  }

  /** Log-gammas of large counts cancel; their Stirling forms are subtracted term by term. */
  private static double logBayesFactor(
      double[] seen, double[] weights, double weight, double concentration) {
    double units = 0;
    int arms = 0;
    for (int i = 0; i < seen.length; i++) {
      units += weights[i] > 0 ? seen[i] : 0;
      arms += weights[i] > 0 ? 1 : 0;
    }
    double all = concentration + units;
    double log =
        -0.5 * (arms - 1) * Math.log1p(units / concentration)
            - Stirling.error(all)
            + Stirling.error(concentration);
    for (int i = 0; i < seen.length; i++) {
      if (weights[i] > 0) {
        double share = weights[i] / weight;
        double prior = concentration * share;
        double expected = all * share;
        double posterior = prior + seen[i];
        log +=
            Stirling.deviance(posterior, expected)
                - 0.5 * Math.log(posterior / expected)
                + Stirling.error(posterior)
                - Stirling.error(prior);
      }
    }
    return log;
  }
}
