package dev.firstvalue.statistics.strata;

import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.ChiSquared;
import java.util.List;
import java.util.Optional;

/**
 * Breslow and Day's 1980 test that the strata share one odds ratio: sum of (a - A)²/V with A the
 * count expected under the Mantel-Haenszel odds ratio, on (strata - 1) degrees of freedom. Needs
 * large strata. Strata with an empty margin say nothing and are left out.
 *
 * @param chiSquare without Tarone's correction
 * @param tarone with it: less (sum of a - A)²/sum of V
 * @param degreesOfFreedom informative strata less one
 */
public record BreslowDay(double chiSquare, double tarone, int degreesOfFreedom) {

  /** Empty with fewer than two informative strata, or a common odds ratio of 0 or infinity. */
  public static Optional<BreslowDay> of(List<Stratum> strata) {
    List<Stratum> used = strata.stream().filter(Stratum::informative).toList();
    if (used.size() < 2) {
      return Optional.empty();
    }
    double odds = MantelHaenszel.of(used).oddsRatio();
    if (!(odds > 0 && odds < Double.POSITIVE_INFINITY)) {
      return Optional.empty();
    }
    double sum = 0;
    double off = 0;
    double variance = 0;
    for (Stratum t : used) {
      double a = expected(t, odds);
      double v =
          1
              / (1 / a
                  + 1 / (t.first() - a)
                  + 1 / (t.successes() - a)
                  + 1 / (t.second() - t.successes() + a));
      sum += (t.a() - a) * (t.a() - a) / v;
      off += t.a() - a;
      variance += v;
    }
    return Optional.of(new BreslowDay(sum, sum - off * off / variance, used.size() - 1));
  }

  public PValue pValue() {
    return ChiSquared.test(chiSquare, degreesOfFreedom);
  }

  public PValue taronePValue() {
    return ChiSquared.test(Math.max(0, tarone), degreesOfFreedom);
  }

  /** The a with A(n2 - m + A) odds^-1 = (n1 - A)(m - A), by the root that does not cancel. */
  private static double expected(Stratum t, double odds) {
    double b = odds * (t.first() + t.successes()) + t.second() - t.successes();
    double c = odds * t.first() * t.successes();
    return 2 * c / (b + Math.sqrt(Math.max(0, b * b - 4 * (odds - 1) * c)));
  }
}
