package dev.firstvalue.statistics.survival;

import dev.firstvalue.statistics.Check;
import java.util.List;

/**
 * So many clusters, each of units with just these times.
 *
 * @param units of one of them, at least one; times may repeat
 * @param clusters at least 1
 */
public record ClusterTimes(List<TimeCount> units, long clusters) {

  public ClusterTimes {
    units = List.copyOf(units);
    Check.atLeast("units", size(units), 1);
    Check.atLeast("clusters", clusters, 1);
  }

  /** How many units one of the clusters holds. */
  public long size() {
    return size(units);
  }

  private static long size(List<TimeCount> units) {
    long size = 0;
    for (TimeCount count : units) {
      size += count.events() + count.censored();
    }
    return size;
  }
}
