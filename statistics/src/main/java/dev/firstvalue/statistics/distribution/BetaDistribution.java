package dev.firstvalue.statistics.distribution;

import dev.firstvalue.statistics.Check;

/**
 * The beta distribution with parameters a, b above 0, also a billion, its tails with relative
 * precision.
 *
 * <p>Places on (0, 1) are given as logits, log(x/(1-x)), so that neither end runs out of digits.
 * Small parameters use the continued fraction of the incomplete beta function (Abramowitz-Stegun
 * 26.5.8), large ones, where it loses digits, quadrature of the density, which is log-concave in
 * the logit.
 */
public final class BetaDistribution {

  private static final double LARGE = 3_000;

  /** From here on the density of the logit is nearly a normal one, without a long flat tail. */
  private static final double BOTH_LARGE = 40;

  /** log of less than half the distance from 1 to the double below it. */
  private static final double LOST = -38;

  private static final double WIDEST_LOGIT = 745;

  private final double a;
  private final double b;

  /** log of sqrt(ab/(2 pi n)) and of the corrections to Stirling's formula, n = a + b. */
  private final double logScale;

  /** The distribution of 1 - X. */
  private final BetaDistribution mirror;

  /** With parameters above 0. */
  public BetaDistribution(double a, double b) {
    this.a = Check.positive("a", a);
    this.b = Check.positive("b", b);
    double n = a + b;
    this.logScale =
        0.5 * Math.log(a / n * b / (2 * Math.PI))
            + (Stirling.error(n) - Stirling.error(a) - Stirling.error(b));
    this.mirror = new BetaDistribution(this);
  }

  private BetaDistribution(BetaDistribution mirror) {
    this.a = mirror.b;
    this.b = mirror.a;
    this.logScale = mirror.logScale;
    this.mirror = mirror;
  }

  public double a() {
    return a;
  }

  public double b() {
    return b;
  }

  /** The distribution of 1 - X. */
  public BetaDistribution mirror() {
    return mirror;
  }

  public double mean() {
    return a / (a + b);
  }

  /** log(x/(1-x)) of a probability. */
  public static double logit(double x) {
    return Math.log(x) - Math.log1p(-x);
  }

  /** 1/(1 + e^-logit). */
  public static double expit(double logit) {
    return logit < 0 ? Math.exp(logit) / (1 + Math.exp(logit)) : 1 / (1 + Math.exp(-logit));
  }

  /** log of x^a (1-x)^b/B(a, b): the density of the logit. */
  public double logDensityOfLogit(double logit) {
    return logWeight(expit(logit), expit(-logit));
  }

  /** log P(X &lt; x), x given by its logit. */
  public double logLowerTail(double logit) {
    if (logit <= -WIDEST_LOGIT || logit >= WIDEST_LOGIT) {
      return logit < 0 ? Double.NEGATIVE_INFINITY : 0;
    }
    return logLowerTail(expit(logit), expit(-logit), logit);
  }

  /** log P(X &gt; x), x given by its logit. */
  public double logUpperTail(double logit) {
    return mirror.logLowerTail(-logit);
  }

  /** The logit of the x with P(X &lt; x) = probability. */
  public double quantileLogit(double probability) {
    Check.openUnit("probability", probability);
    if (probability > 0.5) {
      return -mirror.quantileLogit(1 - probability);
    }
    double target = Math.log(probability);
    double low = -WIDEST_LOGIT;
    double high = WIDEST_LOGIT;
    for (int i = 0; i < 200 && high - low > 1e-15 * Math.max(1e-3, Math.abs(low)); i++) {
      double middle = 0.5 * (low + high);
      if (middle <= low || middle >= high) {
        break;
      }
      if (logLowerTail(middle) < target) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return 0.5 * (low + high);
  }

  /** The x with P(X &lt; x) = probability. */
  public double quantile(double probability) {
    return expit(quantileLogit(probability));
  }

  private double logLowerTail(double x, double y, double logit) {
    if (x > (a + 1) / (a + b + 2)) {
      if (mirror.isLostBeside1(y, x)) {
        return 0;
      }
      double upper = mirror.smallTail(y, x, -logit);
      return Math.log1p(-Math.exp(Math.min(0, upper)));
    }
    return Math.min(0, smallTail(x, y, logit));
  }

  /**
   * Whether P(X &lt; x) cannot be told from 0 beside 1. Below the mode the density of the logit is
   * log-concave with slope a - nx, n = a + b, so that the tail is at most the density over it.
   */
  private boolean isLostBeside1(double x, double y) {
    double slope = a - (a + b) * x;
    return slope > 0 && logWeight(x, y) - Math.log(slope) < LOST;
  }

  private double smallTail(double x, double y, double logit) {
    if (a + b > LARGE) {
      double from = Math.min(logit, 0) - 60 - 800 / a;
      if (Math.min(a, b) >= BOTH_LARGE) {
        return LogConcave.logIntegralOfRising(this::logDensityOfLogit, from, logit);
      }
      double mode = Math.log(a) - Math.log(b);
      return LogConcave.logIntegral(
          this::logDensityOfLogit, from, logit, Math.clamp(mode, from, logit));
    }
    return logWeight(x, y) - Math.log(a) + Math.log(fraction(x));
  }

  private double logWeight(double x, double y) {
    double n = a + b;
    return logScale - Stirling.deviance(a, n * x) - Stirling.deviance(b, n * y);
  }

  /** The continued fraction by Lentz's method. */
  private double fraction(double x) {
    double c = 1;
    double d = 1 / (1 - (a + b) * x / (a + 1));
    double h = d;
    for (int m = 1; m < 100_000; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / (1 + even * d);
      c = 1 + even / c;
      h *= c * d;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / (1 + odd * d);
      c = 1 + odd / c;
      double step = c * d;
      h *= step;
      if (Math.abs(step - 1) < 1e-16) {
        break;
      }
    }
    return h;
  }
}
