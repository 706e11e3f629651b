package dev.firstvalue.validator.bridge;

import dev.firstvalue.statistics.cluster.ClusterMean;
import dev.firstvalue.statistics.cluster.ClusterRows;
import dev.firstvalue.validator.account.TwoArms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Entities that two versions both judge, and their accounts. */
final class Group {
  private final Tally all = new Tally();
  private final SortedMap<String, Tally> accounts = new TreeMap<>();
  private final List<Tally> single = new ArrayList<>();

  void add(@Nullable String account, Cell cell) {
    all.add(cell);
    cluster(account).add(cell);
  }

  private Tally cluster(@Nullable String account) {
    if (account != null) {
      return accounts.computeIfAbsent(account, any -> new Tally());
    }
    Tally own = new Tally();
    single.add(own);
    return own;
  }

  /** Everybody. */
  Tally all() {
    return all;
  }

  /** Accounts, and entities without one. */
  Collection<Tally> clusters() {
    List<Tally> clusters = new ArrayList<>(accounts.values());
    clusters.addAll(single);
    return clusters;
  }

  /** Whether an account holds several of them. */
  boolean sharesAccounts() {
    return accounts.size() + single.size() < all.entities();
  }

  /** Who reaches value by one of the versions against who does not, by account. */
  TwoArms arms(Predicate<Cell> reached) {
    TwoArms arms = new TwoArms();
    accounts.forEach((name, tally) -> add(arms, name, tally, reached));
    single.forEach(tally -> add(arms, null, tally, reached));
    return arms;
  }

  private static void add(
      TwoArms arms, @Nullable String account, Tally tally, Predicate<Cell> reached) {
    for (int i = 0; i < Cell.COUNT; i++) {
      Cell cell = Cell.of(i);
      if (tally.of(cell) > 0) {
        arms.add(account, reached.test(cell), cell.retained(), tally.of(cell));
      }
    }
  }

  /** Reach by the newer version less reach by the older; empty with fewer than two accounts. */
  Optional<ClusterMean> change() {
    return ClusterMean.of(
        clusters().stream()
            .map(
                tally ->
                    new ClusterRows(
                        tally.entities(),
                        (double) tally.marked(false, true) - tally.marked(true, false),
                        1))
            .toList());
  }
}
