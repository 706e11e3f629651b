package dev.firstvalue.statistics.cluster;

import dev.firstvalue.statistics.Check;

/**
 * Clusters that are alike.
 *
 * @param rows of each, at least 1
 * @param sum of the values of its rows
 * @param clusters how many there are, at least 1
 */
public record ClusterRows(long rows, double sum, long clusters) {

  public ClusterRows {
    Check.atLeast("rows", rows, 1);
    Check.finite("sum", sum);
    Check.atLeast("clusters", clusters, 1);
  }
}
