package dev.firstvalue.statistics.distribution;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.PValue;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.special.Gamma;

/** The chi-square distribution, with upper tails good below the smallest double. */
public final class ChiSquared {

  private ChiSquared() {}

  /** Natural logarithm of P(X &gt; x) on {@code df} degrees of freedom. */
  public static double logUpperTail(double x, double df) {
    Check.positive("df", df);
    if (!(x >= 0)) {
      throw Check.refused("chi-square", x, "0 or more");
    }
    if (df == 1) {
      return Math.log(2) + Normal.logUpperTail(Math.sqrt(x));
    }
    double a = df / 2;
    double half = x / 2;
    if (half < a + 1) {
      return Math.log1p(-Gamma.regularizedGammaP(a, half));
    }
    return -half + a * Math.log(half) - Gamma.logGamma(a) + Math.log(upperFraction(a, half));
  }

  public static PValue test(double x, double df) {
    return PValue.fromLog(logUpperTail(x, df));
  }

  /** The x that is exceeded with probability {@code tail}. */
  public static double upperQuantile(double tail, double df) {
    return new ChiSquaredDistribution(null, df)
        .inverseCumulativeProbability(1 - Check.openUnit("tail", tail));
  }

  /** Legendre's continued fraction for Gamma(a, x) e^x x^-a, by Lentz; for x above a + 1. */
  private static double upperFraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1e300;
    double d = 1 / b;
    double h = d;
    for (int i = 1; i < 100_000; i++) {
      double an = -i * (i - a);
      b += 2;
      d = 1 / (an * d + b);
      c = b + an / c;
      double delta = c * d;
      h *= delta;
      if (Math.abs(delta - 1) < 1e-16) {
        break;
      }
    }
    return h;
  }
}
