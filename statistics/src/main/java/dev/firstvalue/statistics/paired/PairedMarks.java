package dev.firstvalue.statistics.paired;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.Binomial;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.proportion.Wilson;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The same units marked by two rules, such as an old and a new version of a definition.
 *
 * @param both marked by both
 * @param firstOnly marked by the first alone
 * @param secondOnly marked by the second alone
 * @param neither marked by neither
 */
public record PairedMarks(long both, long firstOnly, long secondOnly, long neither) {

  public PairedMarks {
    Check.count("both", both);
    Check.count("firstOnly", firstOnly);
    Check.count("secondOnly", secondOnly);
    Check.count("neither", neither);
    Check.atLeast("units", both + firstOnly + secondOnly + neither, 1);
  }

  public long units() {
    return both + firstOnly + secondOnly + neither;
  }

  public Proportion first() {
    return new Proportion(both + firstOnly, units());
  }

  public Proportion second() {
    return new Proportion(both + secondOnly, units());
  }

  /** Share marked by the second less share marked by the first. */
  public double change() {
    return ((double) secondOnly - firstOnly) / units();
  }

  /** Marked by both, of those marked by either (Jaccard 1901); absent where there are none. */
  public OptionalDouble jaccard() {
    long either = both + firstOnly + secondOnly;
    return either == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) both / either);
  }

  /** Wald's interval of {@link #change}, variance [n10 + n01 - (n10 - n01)²/N]/N²: large N only. */
  public Interval wald(double level) {
    double n = units();
    double off = (double) firstOnly - secondOnly;
    double se = Math.sqrt(Math.max(0, firstOnly + secondOnly - off * off / n)) / n;
    double half = Normal.twoSidedCritical(level) * se;
    return new Interval(change() - half, change() + half, level, IntervalMethod.WALD);
  }

  /**
   * Newcombe's 1998c hybrid score interval of {@link #change} (method 10): Wilson limits of both
   * shares joined by the correlation phi. Good in small samples and at empty cells.
   */
  public Interval newcombe(double level) {
    Interval one = Wilson.interval(second(), level);
    Interval two = Wilson.interval(first(), level);
    double p1 = second().value();
    double p2 = first().value();
    double phi = phi();
    double down = combine(p1 - one.low(), two.high() - p2, phi);
    double up = combine(one.high() - p1, p2 - two.low(), phi);
    return new Interval(
        Math.max(-1, change() - down), Math.min(1, change() + up), level, IntervalMethod.NEWCOMBE);
  }

  private static double combine(double one, double two, double phi) {
    return Math.sqrt(Math.max(0, one * one - 2 * phi * one * two + two * two));
  }

  /** Continuity-corrected as in method 10; 0 where a margin is empty. */
  private double phi() {
    double margins =
        Math.sqrt((double) first().successes() * first().failures())
            * Math.sqrt((double) second().successes() * second().failures());
    double cross = (double) both * neither - (double) firstOnly * secondOnly;
    if (margins == 0) {
      return 0;
    }
    return (cross > 0 ? Math.max(cross - units() / 2.0, 0) : cross) / margins;
  }

  /** Exact two-sided McNemar test on the units that only one rule marks; empty without such. */
  public Optional<PValue> exactP() {
    long discordant = firstOnly + secondOnly;
    if (discordant == 0) {
      return Optional.empty();
    }
    double tail = new Binomial(discordant, 0.5).logCumulative(Math.min(firstOnly, secondOnly));
    return Optional.of(PValue.fromLog(Math.log(2) + tail));
  }

  /**
   * The factor that carries a series from the first rule to the second, share over share, with the
   * interval by the logarithm: variance (n10 + n01)/((n11 + n10)(n11 + n01)). Empty where either
   * marks nobody.
   */
  public Optional<BridgeFactor> bridge(double level) {
    if (first().successes() == 0 || second().successes() == 0) {
      return Optional.empty();
    }
    double factor = (double) second().successes() / first().successes();
    double variance =
        ((double) firstOnly + secondOnly) / first().successes() / second().successes();
    double half = Normal.twoSidedCritical(level) * Math.sqrt(variance);
    return Optional.of(
        new BridgeFactor(
            factor,
            variance,
            new Interval(
                factor * Math.exp(-half),
                factor * Math.exp(half),
                level,
                IntervalMethod.KATZ_LOG)));
  }

  /**
   * A ratio of two shares of the same units.
   *
   * @param value second over first
   * @param logVariance variance of its logarithm, for Q over segments
   * @param interval of the factor
   */
  public record BridgeFactor(double value, double logVariance, Interval interval) {}
}
