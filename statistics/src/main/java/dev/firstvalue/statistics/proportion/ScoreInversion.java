package dev.firstvalue.statistics.proportion;

import java.util.function.DoubleUnaryOperator;

/** Bisection down to neighbouring doubles, for functions that are monotone but not smooth. */
final class ScoreInversion {

  private static final int MOST_STEPS = 200;

  private ScoreInversion() {}

  /** Where the decreasing {@code function} falls to zero between {@code low} and {@code high}. */
  static double zeroOfDecreasing(DoubleUnaryOperator function, double low, double high) {
    double a = low;
    double b = high;
    for (int i = 0; i < MOST_STEPS; i++) {
      double middle = 0.5 * (a + b);
      if (middle <= a || middle >= b) {
        break;
      }
      if (function.applyAsDouble(middle) > 0) {
        a = middle;
      } else {
        b = middle;
      }
    }
    return 0.5 * (a + b);
  }

  /** The same for a function that falls or rises from one sign to the other. */
  static double zeroOfMonotone(DoubleUnaryOperator function, double low, double high) {
    return function.applyAsDouble(low) > 0
        ? zeroOfDecreasing(function, low, high)
        : zeroOfDecreasing(x -> -function.applyAsDouble(x), low, high);
  }
}
