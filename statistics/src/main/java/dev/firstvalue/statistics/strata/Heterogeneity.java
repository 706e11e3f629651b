package dev.firstvalue.statistics.strata;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.ChiSquared;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.proportion.PooledZ;
import dev.firstvalue.statistics.proportion.Proportion;
import java.util.List;
import java.util.Optional;

/**
 * Cochran's Q: do effects measured apart agree? Weights are inverse variances; Q on (effects - 1)
 * degrees of freedom is chi-square when they do. Needs effects that are near normal.
 *
 * @param pooled inverse-variance mean
 * @param standardError of the pooled effect
 * @param q 0 or more
 * @param degreesOfFreedom effects less one
 */
public record Heterogeneity(double pooled, double standardError, double q, int degreesOfFreedom) {

  /** Of effects with positive variances, in the same order. */
  public static Heterogeneity of(double[] effects, double[] variances) {
    if (effects.length == 0 || effects.length != variances.length) {
      throw Check.refused("variances", variances.length + " of them", "one for each effect");
    }
    double weight = 0;
    double weighted = 0;
    for (int i = 0; i < effects.length; i++) {
      double w = 1 / Check.positive("variances[" + i + "]", variances[i]);
      weight += w;
      weighted += w * Check.finite("effects[" + i + "]", effects[i]);
    }
    double pooled = weighted / weight;
    double q = 0;
    for (int i = 0; i < effects.length; i++) {
      q += (effects[i] - pooled) * (effects[i] - pooled) / variances[i];
    }
    return new Heterogeneity(pooled, 1 / Math.sqrt(weight), q, effects.length - 1);
  }

  /** Of risk differences, first arm less second; empty where a stratum has no variance. */
  public static Optional<Heterogeneity> ofRiskDifferences(List<Stratum> strata) {
    double[] effects = new double[strata.size()];
    double[] variances = new double[strata.size()];
    for (int i = 0; i < effects.length; i++) {
      Stratum t = strata.get(i);
      if (t.first() == 0 || t.second() == 0) {
        return Optional.empty();
      }
      Proportion first = new Proportion(t.a(), t.a() + t.b());
      Proportion second = new Proportion(t.c(), t.c() + t.d());
      effects[i] = first.minus(second);
      variances[i] = Math.pow(PooledZ.standardError(first, second), 2);
      if (variances[i] == 0) {
        return Optional.empty();
      }
    }
    return Optional.of(of(effects, variances));
  }

  /** Empty for one effect, which agrees with itself. */
  public Optional<PValue> pValue() {
    return degreesOfFreedom == 0
        ? Optional.empty()
        : Optional.of(ChiSquared.test(q, degreesOfFreedom));
  }

  /** The share of Q beyond what chance gives, max(0, (Q - df)/Q). */
  public double iSquared() {
    return q == 0 ? 0 : Math.max(0, (q - degreesOfFreedom) / q);
  }

  /** z of second effect less first, sqrt of the summed variances below; empty where that is 0. */
  public static Optional<PooledZ.ZTest> interaction(
      double effect1, double se1, double effect2, double se2) {
    double se = Math.hypot(Check.notNegative("se1", se1), Check.notNegative("se2", se2));
    Check.finite("effect1", effect1);
    Check.finite("effect2", effect2);
    return se == 0 ? Optional.empty() : Optional.of(PooledZ.ZTest.of((effect2 - effect1) / se));
  }

  /** The normal interval of the pooled effect. */
  public double[] limits(double level) {
    double half = Normal.twoSidedCritical(level) * standardError;
    return new double[] {pooled - half, pooled + half};
  }
}
