package dev.firstvalue.validator.account;

import dev.firstvalue.statistics.cluster.ClusterRows;
import dev.firstvalue.statistics.cluster.ClusteredShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Clusters by how many rows they hold and how many of those count. Clusters that are alike are
 * counted together: in which order they come, and how they are called, makes no difference.
 */
public final class AlikeClusters {
  private final SortedMap<Long, SortedMap<Long, Long>> alike = new TreeMap<>();

  /** Adds so many clusters, each of so many rows and hits among them; one without rows is none. */
  public void add(long rows, long hits, long clusters) {
    if (rows > 0 && clusters > 0) {
      alike.computeIfAbsent(rows, size -> new TreeMap<>()).merge(hits, clusters, Long::sum);
    }
  }

  /** The share of hits over the clusters; empty with fewer than two of them. */
  public Optional<ClusteredShare> share() {
    List<ClusterRows> clusters = new ArrayList<>();
    alike.forEach(
        (rows, byHits) ->
            byHits.forEach(
                (hits, count) -> clusters.add(new ClusterRows(rows, (double) hits, count))));
    return ClusteredShare.of(clusters);
  }
}
