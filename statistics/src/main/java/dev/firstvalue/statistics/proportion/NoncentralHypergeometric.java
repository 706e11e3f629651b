package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.distribution.Binomial;
import dev.firstvalue.statistics.distribution.Monotone;

/**
 * Fisher's noncentral hypergeometric distribution: successes in the first of two arms given the
 * successes of both, when the odds ratio is e^logOdds. Sums run outwards from where the terms are
 * largest and stop once they no longer count, so huge arms cost only a few standard deviations.
 */
final class NoncentralHypergeometric {

  private static final double NEGLIGIBLE = 1e-18;

  private final double n1;
  private final double n2;
  private final double k;
  private final long low;
  private final long high;
  private final Binomial first;
  private final Binomial second;

  NoncentralHypergeometric(long n1, long n2, long successes) {
    this.n1 = n1;
    this.n2 = n2;
    this.k = successes;
    this.low = Math.max(0, successes - n2);
    this.high = Math.min(successes, n1);
    double p = (double) successes / (n1 + n2);
    this.first = new Binomial(n1, p);
    this.second = new Binomial(n2, p);
  }

  long low() {
    return low;
  }

  long high() {
    return high;
  }

  /** Log of the weight at x, up to a constant. */
  double logWeight(long x, double logOdds) {
    return first.logProbability(x) + second.logProbability((long) k - x) + logOdds * x;
  }

  double mean(double logOdds) {
    if (logOdds == Double.NEGATIVE_INFINITY) {
      return low;
    }
    long mode = mode(logOdds);
    double[] up = outwards(mode, logOdds, true);
    double[] down = outwards(mode, logOdds, false);
    return mode + (up[1] - down[1]) / (up[0] + down[0] - 1);
  }

  /** log P(X &gt;= x). */
  double logUpper(long x, double logOdds) {
    return logTail(x, logOdds, true);
  }

  /** log P(X &lt;= x). */
  double logLower(long x, double logOdds) {
    return logTail(x, logOdds, false);
  }

  private double logTail(long x, double logOdds, boolean up) {
    if (up ? x <= low : x >= high) {
      return 0;
    }
    if (up ? x > high : x < low) {
      return Double.NEGATIVE_INFINITY;
    }
    if (logOdds == Double.NEGATIVE_INFINITY) {
      return up ? logOdds : 0;
    }
    long mode = mode(logOdds);
    if (up ? x <= mode : x >= mode) {
      double rest = Math.exp(logTail(up ? x - 1 : x + 1, logOdds, !up));
      return Math.log1p(-Math.min(1, rest));
    }
    double whole = outwards(mode, logOdds, true)[0] + outwards(mode, logOdds, false)[0] - 1;
    return logWeight(x, logOdds)
        - logWeight(mode, logOdds)
        + Math.log(outwards(x, logOdds, up)[0] / whole);
  }

  /** Sum of weights from {@code from} on, relative to that at it, and of weights times distance. */
  private double[] outwards(long from, double logOdds, boolean up) {
    double odds = Math.exp(logOdds);
    double sum = 1;
    double distance = 0;
    double term = 1;
    for (long x = from; up ? x < high : x > low; x += up ? 1 : -1) {
      term *=
          up
              ? (n1 - x) * (k - x) / ((x + 1.0) * (n2 - k + x + 1)) * odds
              : x * (n2 - k + x) / ((n1 - x + 1) * (k - x + 1) * odds);
      sum += term;
      distance += term * Math.abs(x + (up ? 1 : -1) - from);
      if (term < NEGLIGIBLE * sum) {
        break;
      }
    }
    return new double[] {sum, distance};
  }

  /** Where the weights are largest, the smallest such place. */
  long mode(double logOdds) {
    return Monotone.firstWhere(low, high, x -> logWeight(x + 1, logOdds) <= logWeight(x, logOdds));
  }
}
