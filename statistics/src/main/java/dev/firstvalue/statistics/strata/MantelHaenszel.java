package dev.firstvalue.statistics.strata;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.ChiSquared;
import dev.firstvalue.statistics.distribution.Normal;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The Cochran-Mantel-Haenszel test and the common odds ratio over strata, as in R's {@code
 * mantelhaen.test}. Good for many sparse strata with one odds ratio in common; check that with
 * {@link BreslowDay}.
 *
 * @param chiSquare (sum of a - E)²/sum of V, hypergeometric, 1 df; NaN where no stratum informs
 * @param corrected the same with 1/2 taken off |sum of a - E| where that is at least 1/2
 * @param oddsRatio sum ad/N over sum bc/N; may be 0, infinite or NaN
 * @param logStandardError Robins-Breslow-Greenland 1986, of log odds ratio; absent where a sum is 0
 */
public record MantelHaenszel(
    double chiSquare, double corrected, double oddsRatio, OptionalDouble logStandardError) {

  public static MantelHaenszel of(List<Stratum> strata) {
    if (strata.isEmpty()) {
      throw Check.refused("strata", "[]", "at least one");
    }
    double off = 0;
    double variance = 0;
    double r = 0;
    double s = 0;
    double pr = 0;
    double mixed = 0;
    double qs = 0;
    for (Stratum t : strata) {
      double n = t.total();
      if (n < 2) {
        continue;
      }
      off += (t.a() * (double) t.d() - (double) t.b() * t.c()) / n;
      variance += t.first() * t.second() / n * t.successes() * t.failures() / (n * (n - 1));
      double ri = (double) t.a() * t.d() / n;
      double si = (double) t.b() * t.c() / n;
      double p = ((double) t.a() + t.d()) / n;
      double q = ((double) t.b() + t.c()) / n;
      r += ri;
      s += si;
      pr += p * ri;
      mixed += p * si + q * ri;
      qs += q * si;
    }
    double size = Math.abs(off);
    double less = size >= 0.5 ? size - 0.5 : size;
    OptionalDouble se =
        r > 0 && s > 0
            ? OptionalDouble.of(
                Math.sqrt(pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s)))
            : OptionalDouble.empty();
    return new MantelHaenszel(size * size / variance, less * less / variance, r / s, se);
  }

  public PValue pValue() {
    return ChiSquared.test(chiSquare, 1);
  }

  public PValue correctedPValue() {
    return ChiSquared.test(corrected, 1);
  }

  /** Limits of the odds ratio, exp(log estimate ± z se); only where there is a standard error. */
  public double[] limits(double level) {
    double half = Normal.twoSidedCritical(level) * logStandardError.orElseThrow();
    return new double[] {oddsRatio * Math.exp(-half), oddsRatio * Math.exp(half)};
  }
}
