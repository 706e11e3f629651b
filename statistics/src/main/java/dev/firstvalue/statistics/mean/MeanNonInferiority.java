package dev.firstvalue.statistics.mean;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.StudentT;
import java.util.Optional;

/**
 * One-sided test that a difference of means is on the good side of a margin, by Welch's t: (m1 - m2
 * - margin)/se on Satterthwaite's degrees of freedom. Regime as for {@link Welch}.
 *
 * @param t statistic
 * @param degreesOfFreedom Satterthwaite's
 * @param pValue upper tail of t where higher is better, lower tail where lower is
 */
public record MeanNonInferiority(double t, double degreesOfFreedom, PValue pValue) {

  /**
   * The test; empty where the standard error is 0 or unknown.
   *
   * @param margin of treatment - control: below 0 for "not worse than" where higher is better,
   *     above 0 where lower is better
   */
  public static Optional<MeanNonInferiority> test(
      Moments treatment, Moments control, double margin, boolean higherIsBetter) {
    Check.finite("margin", margin);
    double se = Welch.standardError(treatment, control);
    if (!(se > 0)) {
      return Optional.empty();
    }
    double df = Welch.degreesOfFreedom(treatment, control);
    double t = (treatment.mean() - control.mean() - margin) / se;
    return Optional.of(
        new MeanNonInferiority(t, df, StudentT.greater(higherIsBetter ? t : -t, df)));
  }
}
