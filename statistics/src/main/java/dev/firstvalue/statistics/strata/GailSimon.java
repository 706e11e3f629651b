package dev.firstvalue.statistics.strata;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.Binomial;
import dev.firstvalue.statistics.distribution.ChiSquared;
import dev.firstvalue.statistics.distribution.Monotone;

/**
 * Gail and Simon's 1985 test that effects do not go in opposite directions: with Q+ the sum of
 * effect²/variance over the positive effects and Q- over the negative ones, T = min(Q+, Q-) and p =
 * sum over h of 1..K-1 of P(chi-square_h &gt; T) Binomial(h; K-1, 1/2). For effects near normal.
 *
 * @param positive Q+
 * @param negative Q-
 * @param pValue of a qualitative interaction; 1 where all effects have one sign
 */
public record GailSimon(double positive, double negative, PValue pValue) {

  /** Of at least two effects with variances above 0. */
  public static GailSimon of(double[] effects, double[] variances) {
    if (effects.length < 2 || effects.length != variances.length) {
      throw Check.refused(
          "effects", effects.length + " with " + variances.length + " variances", "2 or more each");
    }
    double positive = 0;
    double negative = 0;
    for (int i = 0; i < effects.length; i++) {
      Check.finite("effects[" + i + "]", effects[i]);
      double q = effects[i] * effects[i] / Check.positive("variances[" + i + "]", variances[i]);
      positive += effects[i] > 0 ? q : 0;
      negative += effects[i] < 0 ? q : 0;
    }
    double least = Math.min(positive, negative);
    if (least == 0) {
      return new GailSimon(positive, negative, PValue.fromLog(0));
    }
    Binomial signs = new Binomial(effects.length - 1L, 0.5);
    double log = Double.NEGATIVE_INFINITY;
    for (int h = 1; h < effects.length; h++) {
      log = Monotone.logSum(log, ChiSquared.logUpperTail(least, h) + signs.logProbability(h));
    }
    return new GailSimon(positive, negative, PValue.fromLog(log));
  }
}
