package dev.firstvalue.statistics.distribution;

import java.util.function.LongPredicate;

/** Search and addition that the exact tests share. */
public final class Monotone {

  private Monotone() {}

  /** The smallest k in [from, to) that passes a test which, once passed, stays passed; else to. */
  public static long firstWhere(long from, long to, LongPredicate test) {
    long a = from;
    long b = to;
    while (a < b) {
      long middle = (a + b) >>> 1;
      if (test.test(middle)) {
        b = middle;
      } else {
        a = middle + 1;
      }
    }
    return a;
  }

  /** log(e^one + e^two), either of which may be -Infinity. */
  public static double logSum(double one, double two) {
    double larger = Math.max(one, two);
    return larger == Double.NEGATIVE_INFINITY
        ? larger
        : larger + Math.log1p(Math.exp(Math.min(one, two) - larger));
  }
}
