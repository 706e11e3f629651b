package dev.firstvalue.validator.ladder;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.validator.account.ClusterSums;
import java.util.Optional;

/**
 * Adds up what units add to an estimate, by account where accounts hold several. Influence is
 * rounded to {@code 2^-32} of the estimate's scale per unit before it is added, so that the sums
 * are the same in whatever order units come.
 */
final class Influence {
  private static final int BITS = 32;

  private final long[] byAccount;
  private final boolean[] seen;
  private final ClusterSums alone = new ClusterSums();
  private long rows;

  Influence(Units units) {
    this.byAccount = new long[units.accounts()];
    this.seen = new boolean[units.accounts()];
  }

  /**
   * Adds a kind of unit.
   *
   * @param influence psi: what one unit adds, of which the mean over units is 0
   * @param entries rows of the regression behind the estimate that one unit has
   */
  void add(Units.Packed unit, double influence, int entries) {
    long exact = Math.round(Math.scalb(influence, BITS));
    rows += (long) entries * unit.units();
    if (unit.account() < 0) {
      alone.alone(Math.scalb((double) exact, -BITS), unit.units());
    } else {
      byAccount[unit.account()] =
          Math.addExact(byAccount[unit.account()], Math.multiplyExact(exact, unit.units()));
      seen[unit.account()] = true;
    }
  }

  /**
   * CR1 with t over clusters; empty with too few of them.
   *
   * @param scale what psi is to be divided by to be on the scale of the estimate
   */
  Optional<Interval> interval(double estimate, double scale, int parameters, double level) {
    return error(scale, parameters).map(error -> error.interval(estimate, level));
  }

  /** CR1 over clusters; empty with too few of them. */
  Optional<ClusterInfluence> error(double scale, int parameters) {
    ClusterSums sums = new ClusterSums();
    alone.each(sum -> sums.cluster(sum / scale));
    for (int account = 0; account < byAccount.length; account++) {
      if (seen[account]) {
        sums.cluster(Math.scalb((double) byAccount[account], -BITS) / scale);
      }
    }
    return sums.error(rows, parameters);
  }
}
