package dev.firstvalue.statistics.paired;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;
import java.util.function.DoubleUnaryOperator;

/**
 * Tango's 1998 score interval of the change between two marks of the same units: all d with |z(d)|
 * within the critical value, z(d) = (n01 - n10 - N d)/sqrt(N (2 q + d (1 - d))) with q the
 * probability of n10 at its maximum likelihood under d. At d = 0 it is McNemar's z, so the interval
 * agrees with that test; good in small samples and without discordant units.
 */
public final class TangoInterval {

  private TangoInterval() {}

  /** Interval of the second mark's share less the first's. */
  public static Interval of(PairedMarks marks, double level) {
    double z = Normal.twoSidedCritical(level);
    double change = marks.change();
    double low = change == -1 ? -1 : root(d -> statistic(marks, d) - z, -1, change);
    double high = change == 1 ? 1 : root(d -> statistic(marks, d) + z, change, 1);
    return new Interval(low, high, level, IntervalMethod.TANGO);
  }

  static double statistic(PairedMarks marks, double d) {
    double n = marks.units();
    double up = marks.secondOnly();
    double down = marks.firstOnly();
    double b = -up - down + (2 * n - up + down) * d;
    double c = -down * d * (1 - d);
    double root = Math.sqrt(Math.max(0, b * b - 8 * n * c));
    // the two forms of the larger root; each is used where it does not cancel
    double q = b <= 0 ? (root - b) / (4 * n) : (root + b == 0 ? 0 : -2 * c / (root + b));
    double variance = n * (2 * q + d * (1 - d));
    return (up - down - n * d) / Math.sqrt(variance);
  }

  /** Where the falling function is 0; infinite values at the ends only have a sign. */
  private static double root(DoubleUnaryOperator falling, double low, double high) {
    double a = low;
    double b = high;
    for (int i = 0; i < 200; i++) {
      double middle = 0.5 * (a + b);
      if (middle <= a || middle >= b) {
        break;
      }
      if (falling.applyAsDouble(middle) > 0) {
        a = middle;
      } else {
        b = middle;
      }
    }
    return 0.5 * (a + b);
  }
}
