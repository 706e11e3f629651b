package dev.firstvalue.statistics.drift;

import dev.firstvalue.statistics.distribution.Binomial;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Random binomial counts by inverting a table of the distribution within 9 deviations. */
final class BinomialDraws {

  private final long first;
  private final double[] cumulative;

  BinomialDraws(long n, double p) {
    Binomial binomial = new Binomial(n, p);
    double spread = 9 * Math.sqrt(n * p * (1 - p)) + 9;
    this.first = Math.max(0, (long) (n * p - spread));
    long last = Math.min(n, (long) (n * p + spread));
    this.cumulative = new double[Math.toIntExact(last - first + 1)];
    double sum = 0;
    for (int i = 0; i < cumulative.length; i++) {
      sum += Math.exp(binomial.logProbability(first + i));
      cumulative[i] = sum;
    }
  }

  long next(SplittableRandom random) {
    double at = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, at);
    return first + Math.min(cumulative.length - 1, found < 0 ? -found - 1 : found + 1);
  }
}
