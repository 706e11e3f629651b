package dev.firstvalue.validator.account;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.cluster.BellMcCaffrey;
import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.statistics.cluster.ClusterMean;
import dev.firstvalue.statistics.cluster.ClusterTotal;
import dev.firstvalue.statistics.cluster.ClusteredShare;
import dev.firstvalue.statistics.proportion.FourfoldTable;
import dev.firstvalue.statistics.proportion.Newcombe;
import dev.firstvalue.statistics.proportion.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Who reached value against who did not, with their accounts. The order in which entities are added
 * makes no difference to any figure.
 *
 * <p>Where an account holds more than one entity, intervals are over accounts: CR1 with t on G - 1
 * degrees of freedom from {@value #MANY_CLUSTERS} accounts on, else CR2 with Satterthwaite's.
 */
public final class TwoArms {
  /** From so many clusters on CR1 holds. */
  public static final int MANY_CLUSTERS = ClusterMean.MANY;

  /** What stands in the place of an interval that no method gives. */
  public static final String FEW = "too few independent accounts: no interval holds";

  private static final int REACHED_RETAINED = 0;
  private static final int REACHED_LOST = 1;
  private static final int OTHER_RETAINED = 2;
  private static final int OTHER_LOST = 3;

  private static final long[] NOBODY = new long[4];

  private final long[] all = new long[4];
  private final long[] alone = new long[4];
  private final Map<String, long[]> accounts = new TreeMap<>();

  /** Adds so many entities of one account; without an account each is a cluster of its own. */
  public void add(@Nullable String account, boolean reached, boolean retained, long entities) {
    int cell =
        reached
            ? retained ? REACHED_RETAINED : REACHED_LOST
            : retained ? OTHER_RETAINED : OTHER_LOST;
    all[cell] += entities;
    if (account == null) {
      alone[cell] += entities;
    } else {
      accounts.computeIfAbsent(account, any -> new long[4])[cell] += entities;
    }
  }

  /** Adds all entities of another, with their accounts. */
  public void add(TwoArms other) {
    for (int cell = 0; cell < all.length; cell++) {
      all[cell] += other.all[cell];
      alone[cell] += other.alone[cell];
    }
    other.accounts.forEach(
        (account, cells) -> {
          long[] own = accounts.computeIfAbsent(account, any -> new long[4]);
          for (int cell = 0; cell < own.length; cell++) {
            own[cell] += cells[cell];
          }
        });
  }

  /** The 2×2 of all. */
  public FourfoldTable table() {
    return new FourfoldTable(
        all[REACHED_RETAINED], all[REACHED_LOST], all[OTHER_RETAINED], all[OTHER_LOST]);
  }

  /** The cells of each account. */
  Map<String, long[]> accounts() {
    return accounts;
  }

  /** The cells of entities without an account. */
  long[] alone() {
    return alone.clone();
  }

  /** How many clusters there are, if any holds more than one entity. */
  public OptionalInt clusters() {
    long clusters = accounts.size() + total(alone);
    return clusters < total(all) ? OptionalInt.of(Math.toIntExact(clusters)) : OptionalInt.empty();
  }

  /** The share that reached value, over accounts; empty with fewer than two of them. */
  public Optional<ClusteredShare> reach() {
    return share(cells -> cells[REACHED_RETAINED] + cells[REACHED_LOST], TwoArms::total);
  }

  /** The share retained of those who reached value, over their accounts; empty as with reach. */
  public Optional<ClusteredShare> retainedIfReached() {
    return share(
        cells -> cells[REACHED_RETAINED], cells -> cells[REACHED_RETAINED] + cells[REACHED_LOST]);
  }

  private Optional<ClusteredShare> share(ToLongFunction<long[]> hits, ToLongFunction<long[]> rows) {
    AlikeClusters alike = new AlikeClusters();
    accounts
        .values()
        .forEach(cells -> alike.add(rows.applyAsLong(cells), hits.applyAsLong(cells), 1));
    for (int cell = 0; cell < alone.length; cell++) {
      long[] one = new long[4];
      one[cell] = 1;
      alike.add(rows.applyAsLong(one), hits.applyAsLong(one), alone[cell]);
    }
    return alike.share();
  }

  /**
   * The interval of the difference in retention; empty where an arm is empty, or where too few
   * accounts have no spread to learn from.
   */
  public Optional<Interval> interval(double level) {
    FourfoldTable table = table();
    Optional<Proportion> with = table.positivePredictiveValue();
    Optional<Proportion> without = table.positiveAmongOthers();
    if (with.isEmpty() || without.isEmpty()) {
      return Optional.empty();
    }
    OptionalInt clusters = clusters();
    if (clusters.isEmpty()) {
      return Optional.of(Newcombe.difference(with.get(), without.get(), level));
    }
    if (clusters.getAsInt() < MANY_CLUSTERS) {
      return BellMcCaffrey.of(totals()).map(few -> few.interval(level));
    }
    double difference = with.get().minus(without.get());
    return errorOfDifference().map(error -> error.interval(difference, level));
  }

  /**
   * The error over accounts of any estimate from the 2×2; empty with fewer than {@value
   * #MANY_CLUSTERS} of them.
   */
  public Optional<ClusterInfluence> error(CellInfluence influence) {
    ClusterSums sums = new ClusterSums();
    addTo(sums, influence);
    return sums.error(total(all), 2);
  }

  /** The error over accounts of the difference in retention; empty where an arm is empty, too. */
  public Optional<ClusterInfluence> errorOfDifference() {
    return hasEmptyArm() ? Optional.empty() : error(ofDifference(table()));
  }

  /**
   * The error over accounts of the difference in retention here less that of others; accounts that
   * are in both count once. Empty where an arm is empty, or with fewer than {@value #MANY_CLUSTERS}
   * accounts.
   */
  public Optional<ClusterInfluence> errorOfChangeFrom(TwoArms before) {
    if (hasEmptyArm() || before.hasEmptyArm()) {
      return Optional.empty();
    }
    CellInfluence here = ofDifference(table());
    CellInfluence there = ofDifference(before.table()).times(-1);
    ClusterSums sums = new ClusterSums();
    TreeSet<String> both = new TreeSet<>(accounts.keySet());
    both.addAll(before.accounts.keySet());
    for (String account : both) {
      sums.cluster(
          here.of(accounts.getOrDefault(account, NOBODY))
              + there.of(before.accounts.getOrDefault(account, NOBODY)));
    }
    addAlone(sums, here, alone);
    addAlone(sums, there, before.alone);
    return sums.error(total(all) + total(before.all), 4);
  }

  private boolean hasEmptyArm() {
    FourfoldTable table = table();
    return table.marked() == 0 || table.others() == 0;
  }

  private void addTo(ClusterSums sums, CellInfluence influence) {
    accounts.values().forEach(cells -> sums.cluster(influence.of(cells)));
    addAlone(sums, influence, alone);
  }

  private static void addAlone(ClusterSums sums, CellInfluence influence, long[] alone) {
    for (int cell = 0; cell < alone.length; cell++) {
      long[] one = new long[4];
      one[cell] = 1;
      sums.alone(influence.of(one), alone[cell]);
    }
  }

  /** What entities add to the difference; no arm is empty. */
  static CellInfluence ofDifference(FourfoldTable table) {
    double p1 = (double) table.markedPositive() / table.marked();
    double p0 = (double) table.otherPositive() / table.others();
    return new CellInfluence(
        (1 - p1) / table.marked(),
        -p1 / table.marked(),
        -(1 - p0) / table.others(),
        p0 / table.others());
  }

  private List<ClusterTotal> totals() {
    List<ClusterTotal> totals = new ArrayList<>();
    accounts.forEach((name, cells) -> totals(totals, "account " + name, cells));
    int number = 0;
    for (int cell = 0; cell < alone.length; cell++) {
      for (long i = 0; i < alone[cell]; i++) {
        long[] one = new long[4];
        one[cell] = 1;
        totals(totals, "alone " + number++, one);
      }
    }
    return totals;
  }

  private static void totals(List<ClusterTotal> totals, String cluster, long[] cells) {
    long reached = cells[REACHED_RETAINED] + cells[REACHED_LOST];
    long others = cells[OTHER_RETAINED] + cells[OTHER_LOST];
    if (reached > 0) {
      totals.add(ClusterTotal.ofCounts(cluster, true, reached, cells[REACHED_RETAINED]));
    }
    if (others > 0) {
      totals.add(ClusterTotal.ofCounts(cluster, false, others, cells[OTHER_RETAINED]));
    }
  }

  private static long total(long[] cells) {
    return cells[0] + cells[1] + cells[2] + cells[3];
  }
}
