package dev.firstvalue.statistics.distribution;

import org.apache.commons.math3.special.Gamma;

/**
 * The two pieces of Loader's saddle-point form (C. Loader, Fast and accurate computation of
 * binomial probabilities, 2000), which keeps the digits that differences of log-gammas lose.
 */
public final class Stirling {

  private static final double HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);

  private Stirling() {}

  /** log Gamma(x) - [(x - 1/2) log x - x + log(2 pi)/2], for x above 0. */
  public static double error(double x) {
    if (x < 15) {
      return Gamma.logGamma(x) - ((x - 0.5) * Math.log(x) - x + HALF_LOG_2PI);
    }
    double s = 1 / (x * x);
    return (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s / 1188)))) / x;
  }

  /** x log(x/m) + m - x, 0 or more, for x and m of 0 or more. */
  public static double deviance(double x, double m) {
    if (x == 0) {
      return m;
    }
    double d = x - m;
    if (Math.abs(d) >= 0.1 * (x + m)) {
      return x * Math.log(x / m) - d;
    }
    // 2x atanh(v) - d with v = d/(x+m), summed without its cancelling first term
    double v = d / (x + m);
    double sum = d * v;
    double term = 2 * x * v;
    double square = v * v;
    for (int k = 3; k < 400; k += 2) {
      term *= square;
      double next = sum + term / k;
      if (next == sum) {
        break;
      }
      sum = next;
    }
    return sum;
  }
}
