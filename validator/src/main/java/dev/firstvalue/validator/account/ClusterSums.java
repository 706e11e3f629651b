package dev.firstvalue.validator.account;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.cluster.ClusterInfluence;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * The sums of influence by cluster. They are sorted before they are squared and added up, so that
 * the order in which clusters come makes no difference to the last bit.
 */
public final class ClusterSums {
  private double[] sums = new double[64];
  private int size;

  /** One cluster's sum, on the scale of the estimate. */
  public void cluster(double sum) {
    if (size == sums.length) {
      sums = Arrays.copyOf(sums, 2 * size);
    }
    sums[size++] = sum;
  }

  /** So many units that are each a cluster with this sum. */
  public void alone(double sum, long units) {
    for (long i = 0; i < units; i++) {
      cluster(sum);
    }
  }

  public void each(DoubleConsumer consumer) {
    for (int i = 0; i < size; i++) {
      consumer.accept(sums[i]);
    }
  }

  /** CR1 with t; empty with fewer clusters than it holds for. */
  Optional<Interval> interval(double estimate, long rows, int parameters, double level) {
    return error(rows, parameters).map(error -> error.interval(estimate, level));
  }

  /** CR1; empty with fewer clusters than it holds for. */
  public Optional<ClusterInfluence> error(long rows, int parameters) {
    if (size < TwoArms.MANY_CLUSTERS) {
      return Optional.empty();
    }
    double[] sorted = Arrays.copyOf(sums, size);
    Arrays.sort(sorted);
    return Optional.of(ClusterInfluence.of(sorted, rows, parameters));
  }
}
