package dev.firstvalue.statistics.distribution;

import dev.firstvalue.statistics.Check;

/**
 * The number of successes in n trials of probability p, tails with relative precision.
 *
 * @param n 0 or more
 * @param p between 0 and 1
 */
public record Binomial(long n, double p) {

  public Binomial {
    Check.count("n", n);
    Check.probability("p", p);
  }

  /** log P(X = k); -Infinity outside 0..n. */
  public double logProbability(long k) {
    if (k < 0 || k > n) {
      return Double.NEGATIVE_INFINITY;
    }
    double q = 1 - p;
    if (p == 0 || p == 1) {
      return k == (p == 0 ? 0 : n) ? 0 : Double.NEGATIVE_INFINITY;
    }
    if (k == 0) {
      return n * Math.log1p(-p);
    }
    if (k == n) {
      return n * Math.log(p);
    }
    double size = n;
    double hits = k;
    double misses = n - k;
    return Stirling.error(size)
        - Stirling.error(hits)
        - Stirling.error(misses)
        - Stirling.deviance(hits, size * p)
        - Stirling.deviance(misses, size * q)
        + 0.5 * Math.log(size / (2 * Math.PI * hits * misses));
  }

  /** P(X &lt;= k). */
  public double cumulative(long k) {
    return Math.exp(logCumulative(k));
  }

  /** P(X &gt;= k). */
  public double upper(long k) {
    return Math.exp(logUpper(k));
  }

  public double logCumulative(long k) {
    if (k < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (k >= n || p == 0) {
      return 0;
    }
    return p == 1
        ? Double.NEGATIVE_INFINITY
        : new BetaDistribution(k + 1.0, n - k).logUpperTail(BetaDistribution.logit(p));
  }

  public double logUpper(long k) {
    if (k <= 0) {
      return 0;
    }
    if (k > n || p == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return p == 1
        ? 0
        : new BetaDistribution(k, n - k + 1.0).logLowerTail(BetaDistribution.logit(p));
  }

  /** The smallest k with P(X &lt;= k) at least {@code probability}. */
  public long quantile(double probability) {
    Check.openUnit("probability", probability);
    return Monotone.firstWhere(0, n, k -> cumulative(k) >= probability);
  }
}
