package dev.firstvalue.statistics.distribution;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Integrals of exp(f) for concave f, to about 13 digits relative to the result however small that
 * is: find the peak, walk to where the integrand is e^-45 of it, and apply Gauss-Legendre panels in
 * between.
 */
public final class LogConcave {

  private static final double NEGLIGIBLE = 45;
  private static final int PANELS = 4;
  private static final double[] POINTS;
  private static final double[] WEIGHTS;

  static {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(20);
    POINTS = IntStream.range(0, rule.getNumberOfPoints()).mapToDouble(rule::getPoint).toArray();
    WEIGHTS = IntStream.range(0, rule.getNumberOfPoints()).mapToDouble(rule::getWeight).toArray();
  }

  private static final double GOLDEN = 0.5 * (Math.sqrt(5) - 1);

  private LogConcave() {}

  /**
   * The natural logarithm of the integral of exp(f) from {@code low} to {@code high}.
   *
   * @param f concave between the bounds; may be -Infinity towards them
   */
  public static double logIntegral(DoubleUnaryOperator f, double low, double high) {
    return logIntegral(f, low, high, argmax(f, low, high));
  }

  /** The same where the peak is known, if only roughly. */
  public static double logIntegral(DoubleUnaryOperator f, double low, double high, double peak) {
    double top = f.applyAsDouble(peak);
    if (top == Double.NEGATIVE_INFINITY) {
      return top;
    }
    double from = edge(f, peak, low, top - NEGLIGIBLE);
    double to = edge(f, peak, high, top - NEGLIGIBLE);
    double sum = panels(f, top, from, peak, PANELS) + panels(f, top, peak, to, PANELS);
    return top + Math.log(sum);
  }

  /**
   * The same for an f that rises up to {@code high}, or nearly, as a parabola or a line does: one
   * side, on which half the panels lose no digit.
   */
  static double logIntegralOfRising(DoubleUnaryOperator f, double low, double high) {
    double top = f.applyAsDouble(high);
    if (top == Double.NEGATIVE_INFINITY) {
      return top;
    }
    double from = edge(f, high, low, top - NEGLIGIBLE);
    return top + Math.log(panels(f, top, from, high, PANELS / 2));
  }

  private static double panels(
      DoubleUnaryOperator f, double top, double from, double to, int count) {
    if (from == to) {
      return 0;
    }
    double width = (to - from) / count;
    double sum = 0;
    for (int p = 0; p < count; p++) {
      double middle = from + (p + 0.5) * width;
      for (int i = 0; i < POINTS.length; i++) {
        double x = middle + 0.5 * width * POINTS[i];
        sum += 0.5 * width * WEIGHTS[i] * Math.exp(f.applyAsDouble(x) - top);
      }
    }
    return sum;
  }

  /** Near enough to split the integral there: the interval shrinks to 4e-11 of itself. */
  private static double argmax(DoubleUnaryOperator f, double low, double high) {
    double a = low;
    double b = high;
    double x1 = b - GOLDEN * (b - a);
    double x2 = a + GOLDEN * (b - a);
    double f1 = f.applyAsDouble(x1);
    double f2 = f.applyAsDouble(x2);
    for (int i = 0; i < 50; i++) {
      if (f1 >= f2) {
        b = x2;
        x2 = x1;
        f2 = f1;
        x1 = b - GOLDEN * (b - a);
        f1 = f.applyAsDouble(x1);
      } else {
        a = x1;
        x1 = x2;
        f1 = f2;
        x2 = a + GOLDEN * (b - a);
        f2 = f.applyAsDouble(x2);
      }
    }
    double middle = 0.5 * (a + b);
    double best = f.applyAsDouble(middle);
    if (f.applyAsDouble(low) > best) {
      return low;
    }
    return f.applyAsDouble(high) > best ? high : middle;
  }

  /** Where f falls to {@code floor} between the peak and the bound, or the bound. */
  private static double edge(DoubleUnaryOperator f, double peak, double bound, double floor) {
    if (f.applyAsDouble(bound) >= floor) {
      return bound;
    }
    double in = peak;
    double out = bound;
    for (int i = 0; i < 60 && Math.abs(out - in) > 1e-2 * Math.abs(in - peak); i++) {
      double middle = 0.5 * (in + out);
      if (f.applyAsDouble(middle) >= floor) {
        in = middle;
      } else {
        out = middle;
      }
    }
    return out;
  }
}
