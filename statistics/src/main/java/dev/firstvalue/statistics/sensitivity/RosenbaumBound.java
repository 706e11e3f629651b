package dev.firstvalue.statistics.sensitivity;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.Binomial;

/**
 * Rosenbaum's 2002 bound for matched pairs with a yes-or-no outcome: if hidden factors could make
 * one unit of a pair at most gamma times as likely to be treated, the one-sided p of McNemar's test
 * is at most P(Binomial(T, gamma/(1 + gamma)) &gt;= x). Exact.
 */
public final class RosenbaumBound {

  private RosenbaumBound() {}

  /**
   * The largest p.
   *
   * @param treatedOnly discordant pairs whose treated unit alone had the outcome
   * @param discordant all discordant pairs, at least 1
   * @param gamma 1 (no hidden bias: McNemar's p itself) or more
   */
  public static PValue largestP(long treatedOnly, long discordant, double gamma) {
    Check.atLeast("discordant", discordant, 1);
    if (treatedOnly < 0 || treatedOnly > discordant) {
      throw Check.refused("treatedOnly", treatedOnly, "between 0 and " + discordant);
    }
    if (!(gamma >= 1 && gamma < Double.POSITIVE_INFINITY)) {
      throw Check.refused("gamma", gamma, "1 or more");
    }
    return PValue.fromLog(new Binomial(discordant, gamma / (1 + gamma)).logUpper(treatedOnly));
  }

  /** The gamma at which that p reaches alpha; 1 where it is not below alpha even without bias. */
  public static double tolerates(long treatedOnly, long discordant, double alpha) {
    Check.openUnit("alpha", alpha);
    if (largestP(treatedOnly, discordant, 1).value() >= alpha) {
      return 1;
    }
    double low = 0;
    double high = 1;
    while (largestP(treatedOnly, discordant, Math.exp(high)).value() < alpha) {
      high *= 2;
    }
    for (int i = 0; i < 100; i++) {
      double middle = 0.5 * (low + high);
      if (largestP(treatedOnly, discordant, Math.exp(middle)).value() < alpha) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.exp(0.5 * (low + high));
  }
}
