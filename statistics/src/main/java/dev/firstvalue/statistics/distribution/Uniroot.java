package dev.firstvalue.statistics.distribution;

import java.util.function.DoubleUnaryOperator;

/**
 * R's {@code uniroot} at its default tolerance: Brent's zeroin (R. P. Brent, Algorithms for
 * Minimization without Derivatives, 1973). Here only so that figures printed by R can be met to the
 * digit; they are within about 1e-4 of the root, no closer.
 */
public final class Uniroot {

  private static final double TOLERANCE = Math.pow(Math.ulp(1.0), 0.25);
  private static final int MOST_STEPS = 1000;

  private Uniroot() {}

  /** Where f, of opposite signs at the ends, is near 0. */
  public static double root(DoubleUnaryOperator f, double low, double high) {
    double a = low;
    double fa = f.applyAsDouble(a);
    double b = high;
    double fb = f.applyAsDouble(b);
    double c = a;
    double fc = fa;
    if (fa == 0) {
      return a;
    }
    for (int i = 0; i <= MOST_STEPS; i++) {
      double previous = b - a;
      if (Math.abs(fc) < Math.abs(fb)) {
        a = b;
        b = c;
        c = a;
        fa = fb;
        fb = fc;
        fc = fa;
      }
      double tolerance = 2 * Math.ulp(1.0) * Math.abs(b) + TOLERANCE / 2;
      double step = (c - b) / 2;
      if (Math.abs(step) <= tolerance || fb == 0) {
        break;
      }
      if (Math.abs(previous) >= tolerance && Math.abs(fa) > Math.abs(fb)) {
        step = interpolated(a, b, c, fa, fb, fc, previous, tolerance, step);
      }
      if (Math.abs(step) < tolerance) {
        step = step > 0 ? tolerance : -tolerance;
      }
      a = b;
      fa = fb;
      b += step;
      fb = f.applyAsDouble(b);
      if ((fb > 0 && fc > 0) || (fb < 0 && fc < 0)) {
        c = a;
        fc = fa;
      }
    }
    return b;
  }

  /** The secant or inverse quadratic step where it stays well inside, else the bisection. */
  private static double interpolated(
      double a,
      double b,
      double c,
      double fa,
      double fb,
      double fc,
      double previous,
      double tolerance,
      double bisection) {
    double cb = c - b;
    double p;
    double q;
    if (a == c) {
      double t = fb / fa;
      p = cb * t;
      q = 1 - t;
    } else {
      double r = fa / fc;
      double t = fb / fc;
      double s = fb / fa;
      p = s * (cb * r * (r - t) - (b - a) * (t - 1));
      q = (r - 1) * (t - 1) * (s - 1);
    }
    if (p > 0) {
      q = -q;
    } else {
      p = -p;
    }
    boolean inside =
        p < 0.75 * cb * q - Math.abs(tolerance * q) / 2 && p < Math.abs(previous * q / 2);
    return inside ? p / q : bisection;
  }
}
