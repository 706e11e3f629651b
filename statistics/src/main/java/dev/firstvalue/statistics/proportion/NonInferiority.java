package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.Normal;
import java.util.Optional;

/**
 * One-sided test that a difference of proportions is on the good side of a margin.
 *
 * @param z (p1 - p2 - margin)/se
 * @param pValue upper tail of z where higher is better, lower tail where lower is
 */
public record NonInferiority(double z, PValue pValue) {

  /** How the standard error at the margin is taken. */
  public enum Variance {
    /** Maximum likelihood under the margin (Farrington and Manning 1990). */
    FARRINGTON_MANNING,
    /** The same times N/(N-1) (Miettinen and Nurminen 1985). */
    MIETTINEN_NURMINEN,
    /** Each arm's own. */
    WALD
  }

  /**
   * The test; empty where the standard error is 0.
   *
   * @param margin of treatment - control, between -1 and 1: below 0 for "not worse than" where
   *     higher is better, above 0 where lower is better
   */
  public static Optional<NonInferiority> test(
      Proportion treatment,
      Proportion control,
      double margin,
      boolean higherIsBetter,
      Variance variance) {
    if (!(Math.abs(margin) < 1)) {
      throw Check.refused("margin", margin, "strictly between -1 and 1");
    }
    double z =
        switch (variance) {
          case FARRINGTON_MANNING -> ScoreDifference.statistic(treatment, control, margin);
          case MIETTINEN_NURMINEN -> ScoreDifference.inflatedStatistic(treatment, control, margin);
          case WALD ->
              (treatment.minus(control) - margin) / PooledZ.standardError(treatment, control);
        };
    return Double.isFinite(z)
        ? Optional.of(new NonInferiority(z, Normal.greater(higherIsBetter ? z : -z)))
        : Optional.empty();
  }
}
