package dev.firstvalue.statistics.cluster;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.mean.Moments;
import java.util.List;
import java.util.Optional;

/**
 * How alike the rows of a cluster are, by the analysis of variance (Fisher; Donner and Koval 1980):
 * ICC = (MSB - MSW)/(MSB + (m0 - 1) MSW), m0 the mean cluster size less its variance over itself,
 * and by what factor it widens the variance of a difference when whole clusters are assigned.
 *
 * @param correlation at most 1; may be below 0 by chance
 * @param size m0
 * @param clusters at least 2
 */
public record IntraclassCorrelation(double correlation, double size, int clusters) {

  /** From the clusters of one arm (or pooled within arms); empty where nothing varies. */
  public static Optional<IntraclassCorrelation> of(List<Moments> clusters) {
    Check.atLeast("clusters", clusters.size(), 2);
    double n = 0;
    double squares = 0;
    double sum = 0;
    double within = 0;
    for (Moments cluster : clusters) {
      n += cluster.n();
      squares += (double) cluster.n() * cluster.n();
      sum += cluster.n() * cluster.mean();
      within += cluster.centredSquares();
    }
    double mean = sum / n;
    double between = 0;
    for (Moments cluster : clusters) {
      between += cluster.n() * Math.pow(cluster.mean() - mean, 2);
    }
    int k = clusters.size();
    if (n == k || between + within == 0) {
      return Optional.empty();
    }
    double msb = between / (k - 1);
    double msw = within / (n - k);
    double size = (n - squares / n) / (k - 1);
    return Optional.of(new IntraclassCorrelation((msb - msw) / (msb + (size - 1) * msw), size, k));
  }

  /** 1 + (mean size (1 + cv²) - 1) ICC, at least 1: the factor on variance and sample size. */
  public static double designEffect(double correlation, double meanSize, double sizeVariation) {
    Check.probability("icc", correlation);
    if (!(meanSize >= 1)) {
      throw Check.refused("cluster_size", meanSize, "at least 1");
    }
    Check.notNegative("cluster_size_cv", sizeVariation);
    return 1 + (meanSize * (1 + sizeVariation * sizeVariation) - 1) * correlation;
  }
}
