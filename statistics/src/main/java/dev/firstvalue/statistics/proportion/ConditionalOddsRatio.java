package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Uniroot;
import java.util.function.DoubleUnaryOperator;

/**
 * The odds ratio of two proportions given the successes of both, with exact limits.
 *
 * @param estimate conditional maximum likelihood; 0 or infinite at the edge of what the margins
 *     allow, NaN where they allow one table only
 * @param interval by tails of (1-level)/2 each
 */
public record ConditionalOddsRatio(double estimate, Interval interval) {

  /** Finds a zero of a monotone function between two places, 0 excluded as a value. */
  @FunctionalInterface
  public interface RootFinder {
    double root(DoubleUnaryOperator function, double low, double high);

    /** To the last digits. */
    static RootFinder exact() {
      return ScoreInversion::zeroOfMonotone;
    }

    /** As R's {@code fisher.test} does, which stops within about 1e-4 of the root. */
    static RootFinder asInR() {
      return Uniroot::root;
    }
  }

  static ConditionalOddsRatio of(
      Proportion first, Proportion second, double level, RootFinder finder) {
    long x = first.successes();
    NoncentralHypergeometric table =
        new NoncentralHypergeometric(
            first.trials(), second.trials(), Math.addExact(x, second.successes()));
    double tail = (1 - Check.level(level)) / 2;
    double low =
        x == table.low()
            ? 0
            : solve(odds -> Math.exp(table.logUpper(x, Math.log(odds))) - tail, finder);
    double high =
        x == table.high()
            ? Double.POSITIVE_INFINITY
            : solve(odds -> Math.exp(table.logLower(x, Math.log(odds))) - tail, finder);
    return new ConditionalOddsRatio(
        estimate(table, x, finder),
        new Interval(low, high, level, IntervalMethod.CONDITIONAL_EXACT));
  }

  private static double estimate(NoncentralHypergeometric table, long x, RootFinder finder) {
    if (table.low() == table.high()) {
      return Double.NaN;
    }
    if (x == table.low()) {
      return 0;
    }
    return x == table.high()
        ? Double.POSITIVE_INFINITY
        : solve(odds -> table.mean(Math.log(odds)) - x, finder);
  }

  /** The odds at which the monotone function is 0, sought on (0, 1) or, inverted, above 1. */
  private static double solve(DoubleUnaryOperator function, RootFinder finder) {
    double atOne = function.applyAsDouble(1);
    if (atOne == 0) {
      return 1;
    }
    double atNone = function.applyAsDouble(0);
    return Math.signum(atNone) != Math.signum(atOne)
        ? finder.root(function, 0, 1)
        : 1 / finder.root(t -> function.applyAsDouble(1 / t), Math.ulp(1.0), 1);
  }
}
