package dev.firstvalue.statistics.survival;

import java.util.ArrayList;
import java.util.List;

/**
 * 72 units of 24 clusters, told by their number; in R:
 *
 * <pre>
 * i &lt;- 0:71; g &lt;- i %% 24; arm &lt;- (i %/% 9) %% 3
 * time &lt;- 1 + (g * 7) %% 23 + (i * 5) %% 7
 * status &lt;- as.integer((i * 17) %% 5 != 0)
 * </pre>
 */
record ClusteredUnits(int cluster, int arm, TimeCount time) {
  static List<ClusteredUnits> all() {
    List<ClusteredUnits> units = new ArrayList<>();
    for (int i = 0; i < 72; i++) {
      int event = i * 17 % 5 == 0 ? 0 : 1;
      int cluster = i % 24;
      double time = 1.0 + cluster * 7 % 23 + i * 5 % 7;
      units.add(new ClusteredUnits(cluster, i / 9 % 3, new TimeCount(time, event, 1 - event)));
    }
    return units;
  }

  static List<ClusterTimes> byCluster() {
    List<ClusterTimes> clusters = new ArrayList<>();
    for (int g = 0; g < 24; g++) {
      int cluster = g;
      clusters.add(
          new ClusterTimes(
              all().stream()
                  .filter(unit -> unit.cluster() == cluster)
                  .map(ClusteredUnits::time)
                  .toList(),
              1));
    }
    return clusters;
  }
}
