package dev.firstvalue.statistics.proof;

import dev.firstvalue.statistics.distribution.Binomial;
import dev.firstvalue.statistics.proportion.Proportion;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Random proportions of n trials, by inverting a table of the binomial distribution. */
final class Counts {

  private final long n;
  private final long first;
  private final double[] cumulative;

  Counts(long n, double p) {
    this.n = n;
    Binomial binomial = new Binomial(n, p);
    double spread = 10 * Math.sqrt(n * p * (1 - p)) + 10;
    this.first = Math.max(0, (long) (n * p - spread));
    long last = Math.min(n, (long) (n * p + spread));
    this.cumulative = new double[Math.toIntExact(last - first + 1)];
    double sum = 0;
    for (int i = 0; i < cumulative.length; i++) {
      sum += Math.exp(binomial.logProbability(first + i));
      cumulative[i] = sum;
    }
  }

  long count(SplittableRandom random) {
    double at = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, at);
    return first + Math.min(cumulative.length - 1, found < 0 ? -found - 1 : found + 1);
  }

  Proportion next(SplittableRandom random) {
    return new Proportion(count(random), n);
  }
}
