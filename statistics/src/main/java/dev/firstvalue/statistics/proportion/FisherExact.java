package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.Monotone;
import dev.firstvalue.statistics.proportion.ConditionalOddsRatio.RootFinder;

/**
 * Fisher's exact test of two proportions and the conditional odds ratio, as in R's {@code
 * fisher.test}. Conditions on the successes of both arms; never exceeds its level, so it is
 * conservative in small arms, where {@link UnconditionalExact} has more power.
 *
 * @param twoSided sum over all tables no more probable than the one seen (relative slack 1e-7)
 * @param greater of at least as many successes in the first arm
 * @param less of at most as many
 * @param oddsRatio conditional estimate and exact limits
 */
public record FisherExact(
    PValue twoSided, PValue greater, PValue less, ConditionalOddsRatio oddsRatio) {

  private static final double SLACK = Math.log1p(1e-7);

  /** The test with its odds ratio to the last digits. */
  public static FisherExact of(Proportion first, Proportion second, double level) {
    return of(first, second, level, RootFinder.exact());
  }

  /** The same with a choice of how the odds ratio and its limits are solved for. */
  public static FisherExact of(
      Proportion first, Proportion second, double level, RootFinder finder) {
    long x = first.successes();
    NoncentralHypergeometric table =
        new NoncentralHypergeometric(
            first.trials(), second.trials(), Math.addExact(x, second.successes()));
    return new FisherExact(
        PValue.fromLog(twoSided(table, x)),
        PValue.fromLog(table.logUpper(x, 0)),
        PValue.fromLog(table.logLower(x, 0)),
        ConditionalOddsRatio.of(first, second, level, finder));
  }

  private static double twoSided(NoncentralHypergeometric table, long x) {
    double limit = table.logWeight(x, 0) + SLACK;
    long mode = table.mode(0);
    if (table.logWeight(mode, 0) <= limit) {
      return 0;
    }
    if (x < mode) {
      long mirror =
          Monotone.firstWhere(mode, table.high() + 1, k -> table.logWeight(k, 0) <= limit);
      return Monotone.logSum(table.logLower(x, 0), table.logUpper(mirror, 0));
    }
    long beyond = Monotone.firstWhere(table.low(), mode, k -> table.logWeight(k, 0) > limit);
    return Monotone.logSum(table.logUpper(x, 0), table.logLower(beyond - 1, 0));
  }
}
