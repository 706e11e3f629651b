package dev.firstvalue.statistics.power;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.distribution.Normal;

/** Power and sample size by normal theory. */
public final class NormalPower {

  private NormalPower() {}

  /**
   * Power of a two-sided z test to see a difference between arms that share one variance, the wrong
   * tail included: Phi(d - z) + Phi(-d - z), d = |effect|/sqrt(variance (1/n1 + 1/n2)).
   */
  public static double twoSided(
      double effect, double variance, double alpha, double n1, double n2) {
    double d = standardised(effect, variance, n1, n2);
    double z = Normal.upperQuantile(Check.openUnit("alpha", alpha) / 2);
    return Normal.upperTail(z - d) + Normal.upperTail(z + d);
  }

  /** The same, one-sided in the direction of the effect. */
  public static double oneSided(
      double effect, double variance, double alpha, double n1, double n2) {
    double d = standardised(effect, variance, n1, n2);
    return Normal.upperTail(Normal.upperQuantile(Check.openUnit("alpha", alpha)) - d);
  }

  /**
   * Units an arm for the pooled z test of two proportions, before rounding up: (z sqrt(2 p q) + zb
   * sqrt(p1 q1 + p2 q2))²/(p1 - p2)², p the mean of both (R's {@code power.prop.test}).
   *
   * @param tail error of the side that counts: alpha/2 for a two-sided test
   */
  public static double perArm(double p1, double p2, double power, double tail) {
    Check.probability("p1", p1);
    Check.probability("p2", p2);
    if (p1 == p2) {
      throw Check.refused("p2", p2, "other than p1");
    }
    double mean = (p1 + p2) / 2;
    double root =
        Normal.upperQuantile(tail) * Math.sqrt(2 * mean * (1 - mean))
            + Normal.quantile(Check.openUnit("power", power))
                * Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2));
    return Math.pow(root / (p1 - p2), 2);
  }

  /** Power of the same test with n units an arm. */
  public static double ofPooledNull(double p1, double p2, double n, double tail) {
    double mean = (Check.probability("p1", p1) + Check.probability("p2", p2)) / 2;
    double shift =
        Math.sqrt(Check.positive("n", n)) * Math.abs(p1 - p2)
            - Normal.upperQuantile(tail) * Math.sqrt(2 * mean * (1 - mean));
    return Normal.cumulative(shift / Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2)));
  }

  private static double standardised(double effect, double variance, double n1, double n2) {
    Check.finite("mde", effect);
    Check.positive("baseline_var", variance);
    Check.positive("n1", n1);
    Check.positive("n2", n2);
    return Math.abs(effect) / Math.sqrt(variance * (1 / n1 + 1 / n2));
  }
}
