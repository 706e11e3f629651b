package dev.firstvalue.statistics.cluster;

import dev.firstvalue.statistics.mean.Moments;

/**
 * The rows of one cluster in one arm.
 *
 * @param cluster which cluster; the same name may appear in both arms
 * @param treated which arm
 * @param rows size, mean and spread of its values
 */
public record ClusterTotal(String cluster, boolean treated, Moments rows) {

  /** Of rows that succeed or fail. */
  public static ClusterTotal ofCounts(String cluster, boolean treated, long n, long successes) {
    double rate = (double) successes / n;
    return new ClusterTotal(
        cluster, treated, new Moments(n, rate, successes * ((double) (n - successes) / n)));
  }
}
