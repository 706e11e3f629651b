package dev.firstvalue.experiment.planning;

import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.experiment.v1.ClusterCost;
import dev.firstvalue.statistics.cluster.IntraclassCorrelation;
import dev.firstvalue.statistics.mean.Moments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What it costs that entities sit in accounts, by the entities that a plan takes its rate from: the
 * intraclass correlation of activation, and with it the design effect 1 + (m (1 + cv²) - 1) ICC, m
 * and cv the mean and the variation of the accounts' sizes (Donner and Klar 2000).
 */
final class ClusterCosts {
  private ClusterCosts() {}

  /** Mature and activated entities by account. */
  static Fold fold(Duration window) {
    return Fold.by(
        new FactKey.Excluded(),
        new FactKey.SetAside(),
        new FactKey.Mature(window),
        new FactKey.Reached(window),
        new FactKey.Account());
  }

  /** The cost; who has no account is a cluster of one. */
  static ClusterCost of(Counts counts, String cluster) {
    Map<String, long[]> accounts = new TreeMap<>();
    long[] alone = new long[2];
    for (Counts.Row row : counts.rows()) {
      boolean counted =
          !Boolean.TRUE.equals(row.values().get(0))
              && !Boolean.TRUE.equals(row.values().get(1))
              && Boolean.TRUE.equals(row.values().get(2));
      if (counted) {
        Object account = row.values().get(4);
        long[] cell =
            account == null
                ? alone
                : accounts.computeIfAbsent(account.toString(), any -> new long[2]);
        cell[Boolean.TRUE.equals(row.values().get(3)) ? 1 : 0] += row.count();
      }
    }
    List<Moments> clusters = new ArrayList<>();
    accounts.values().forEach(cell -> clusters.add(moments(cell[0], cell[1])));
    for (int reached = 0; reached < 2; reached++) {
      for (long i = 0; i < alone[reached]; i++) {
        clusters.add(new Moments(1, reached, 0));
      }
    }
    return cost(clusters, cluster);
  }

  private static ClusterCost cost(List<Moments> clusters, String cluster) {
    ClusterCost.Builder cost =
        ClusterCost.newBuilder().setCluster(cluster).setClusters(clusters.size());
    if (clusters.size() < 2) {
      return cost.setNote("fewer than two " + cluster + "s have a mature entity").build();
    }
    double mean = clusters.stream().mapToDouble(Moments::n).average().orElseThrow();
    double variance =
        clusters.stream().mapToDouble(each -> Math.pow(each.n() - mean, 2)).average().orElseThrow();
    cost.setMembers(mean);
    Optional<IntraclassCorrelation> found = IntraclassCorrelation.of(clusters);
    if (found.isEmpty()) {
      return cost.setNote(
              "every " + cluster + " has one entity, or all ended alike: there is no correlation")
          .build();
    }
    double correlation = Math.max(0, found.get().correlation());
    return cost.setIntraclassCorrelation(correlation)
        .setDesignEffect(
            IntraclassCorrelation.designEffect(correlation, mean, Math.sqrt(variance) / mean))
        .build();
  }

  private static Moments moments(long not, long reached) {
    long n = not + reached;
    return new Moments(n, (double) reached / n, reached * ((double) not / n));
  }
}
