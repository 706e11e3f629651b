package dev.firstvalue.statistics.drift;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.cluster.ClusterMean;
import dev.firstvalue.statistics.distribution.ChiSquared;
import java.util.OptionalDouble;

/**
 * The line that a {@link PopulationStability} index crosses by chance in one of twenty where units
 * are alike within clusters. Near no shift the index is the sum over bins of (p - q)²/c, c the
 * share of both periods: a sum of chi-squares weighted by the eigenvalues of V/c, V the covariance
 * of p - q, G/(G-1) times the sum over clusters of the products of what they add to it. It is read
 * as one scaled chi-square of the same mean and variance (Satterthwaite 1946; Rao and Scott 1984),
 * and is never below the line of independent units. For {@value ClusterMean#MANY} clusters or more.
 */
public final class ClusteredStability {
  private final long[] reference;
  private final long[] recent;
  private final double n;
  private final double m;
  private final double[][] products;
  private long clusters;

  /** Of all units by bin, some in both periods; their clusters are added then. */
  public ClusteredStability(long[] reference, long[] recent) {
    this.reference = reference.clone();
    this.recent = recent.clone();
    n = (double) sum(reference);
    m = (double) sum(recent);
    Check.positive("units of the reference", n);
    Check.positive("recent units", m);
    products = new double[reference.length][reference.length];
  }

  /**
   * Adds so many clusters, each with so many units by bin.
   *
   * @param before units of the reference
   * @param since recent units
   */
  public void add(long[] before, long[] since, long alike) {
    double size = (double) sum(before);
    double later = (double) sum(since);
    double[] score = new double[products.length];
    for (int i = 0; i < score.length; i++) {
      score[i] = (before[i] - size * reference[i] / n) / n - (since[i] - later * recent[i] / m) / m;
    }
    for (int i = 0; i < score.length; i++) {
      for (int j = 0; j < score.length; j++) {
        products[i][j] += alike * score[i] * score[j];
      }
    }
    clusters += alike;
  }

  /** The line; empty with too few clusters. */
  public OptionalDouble line() {
    if (clusters < ClusterMean.MANY) {
      return OptionalDouble.empty();
    }
    double factor = clusters / (clusters - 1.0);
    double trace = 0;
    double squares = 0;
    for (int i = 0; i < products.length; i++) {
      for (int j = 0; j < products.length; j++) {
        double both = share(i) * share(j);
        if (both > 0) {
          trace += i == j ? factor * products[i][i] / share(i) : 0;
          squares += Math.pow(factor * products[i][j], 2) / both;
        }
      }
    }
    double alone = PopulationStability.of(reference, recent).line();
    return OptionalDouble.of(
        squares == 0
            ? alone
            : Math.max(
                alone, squares / trace * ChiSquared.upperQuantile(0.05, trace * trace / squares)));
  }

  private double share(int bin) {
    return (reference[bin] + recent[bin]) / (n + m);
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
