package dev.firstvalue.validator.price;

import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.statistics.cluster.ClusterMean;
import dev.firstvalue.statistics.cluster.ClusterRows;
import dev.firstvalue.validator.account.TwoArms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Pairs by account, an entity without one being its own: errors of changes over accounts. That of
 * lift is CR1 with the two parameters of a difference, from {@value ClusterMean#MANY} accounts on.
 */
final class PairedAccounts {
  private final List<PairedEntities> alone = new ArrayList<>();
  private final Map<String, List<PairedEntities>> accounts = new TreeMap<>();
  private final TwoArms without = new TwoArms();

  private PairedAccounts(List<PairedEntities> pairs) {
    for (PairedEntities pair : pairs) {
      without.add(pair.account().orElse(null), pair.without(), pair.retained(), pair.count());
      pair.account()
          .ifPresentOrElse(
              name -> accounts.computeIfAbsent(name, any -> new ArrayList<>(1)).add(pair),
              () -> alone.add(pair));
    }
  }

  /** Nothing where no account holds several entities. */
  static Optional<PairedAccounts> of(List<PairedEntities> pairs) {
    if (pairs.stream().noneMatch(pair -> pair.account().isPresent())) {
      return Optional.empty();
    }
    return Optional.of(new PairedAccounts(pairs))
        .filter(paired -> paired.without.clusters().isPresent());
  }

  /** All of them, those whom the second definition counts against the others. */
  TwoArms without() {
    return without;
  }

  /** Reach by the second definition less reach by the first; empty with fewer than two accounts. */
  Optional<ClusterMean> reachChange() {
    List<ClusterRows> clusters = new ArrayList<>();
    for (List<PairedEntities> account : accounts.values()) {
      long rows = count(account);
      if (rows > 0) {
        clusters.add(new ClusterRows(rows, sum(account, PairedAccounts::moved), 1));
      }
    }
    for (PairedEntities pair : alone) {
      if (pair.count() > 0) {
        clusters.add(new ClusterRows(1, moved(pair), pair.count()));
      }
    }
    return ClusterMean.of(clusters);
  }

  /**
   * The error of any estimate; empty with too few accounts.
   *
   * @param influence what one entity adds to the estimate, on its scale
   */
  Optional<ClusterInfluence> error(ToDoubleFunction<PairedEntities> influence) {
    long apart = count(alone);
    int clusters = Math.toIntExact(accounts.size() + apart);
    if (clusters < TwoArms.MANY_CLUSTERS) {
      return Optional.empty();
    }
    double[] sums = new double[clusters];
    int next = 0;
    for (List<PairedEntities> account : accounts.values()) {
      sums[next++] = sum(account, influence);
    }
    for (PairedEntities pair : alone) {
      int end = next + Math.toIntExact(pair.count());
      Arrays.fill(sums, next, end, influence.applyAsDouble(pair));
      next = end;
    }
    Arrays.sort(sums); // the order in which entities come makes no difference to the last bit
    long rows = apart + accounts.values().stream().mapToLong(PairedAccounts::count).sum();
    return Optional.of(ClusterInfluence.of(sums, rows, 2));
  }

  private static double moved(PairedEntities pair) {
    return (pair.without() ? 1 : 0) - (pair.with() ? 1 : 0);
  }

  private static double sum(List<PairedEntities> pairs, ToDoubleFunction<PairedEntities> ofEntity) {
    return pairs.stream().mapToDouble(pair -> pair.count() * ofEntity.applyAsDouble(pair)).sum();
  }

  private static long count(Collection<PairedEntities> pairs) {
    return pairs.stream().mapToLong(PairedEntities::count).sum();
  }
}
