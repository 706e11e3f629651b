package dev.firstvalue.statistics.strata;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.Normal;
import java.util.List;
import java.util.Optional;

/**
 * The Mantel-Haenszel risk ratio, first arm over second: sum x1k n0k/N_k over sum x0k n1k/N_k, with
 * the log-variance of Greenland and Robins 1985, sum [(n1k n0k (x1k + x0k) - x1k x0k N_k)/N_k²]/(R
 * S). For strata with one ratio in common, many sparse or few large.
 *
 * @param ratio above 0
 * @param logStandardError of its logarithm
 */
public record MantelHaenszelRatio(double ratio, double logStandardError) {

  /** Empty where either arm has no success in a stratum that holds both arms. */
  public static Optional<MantelHaenszelRatio> of(List<Stratum> strata) {
    double r = 0;
    double s = 0;
    double sum = 0;
    for (Stratum t : strata) {
      double n1 = t.first();
      double n0 = t.second();
      double n = t.total();
      if (n1 == 0 || n0 == 0) {
        continue;
      }
      double x1 = t.a();
      double x0 = t.c();
      r += x1 * n0 / n;
      s += x0 * n1 / n;
      sum += n1 / n * (n0 / n) * (x1 + x0) - x1 * x0 / n;
    }
    return r == 0 || s == 0
        ? Optional.empty()
        : Optional.of(new MantelHaenszelRatio(r / s, Math.sqrt(Math.max(0, sum) / (r * s))));
  }

  /** Two-sided p of a ratio of 1; empty where the standard error is 0. */
  public Optional<PValue> pValue() {
    return logStandardError == 0
        ? Optional.empty()
        : Optional.of(Normal.twoSided(Math.log(ratio) / logStandardError));
  }

  public Interval interval(double level) {
    double factor = Math.exp(Normal.twoSidedCritical(level) * logStandardError);
    return new Interval(ratio / factor, ratio * factor, level, IntervalMethod.KATZ_LOG);
  }
}
