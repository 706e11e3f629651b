package dev.firstvalue.validator.ladder;

import dev.firstvalue.validator.account.TwoArms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The units of a ladder, packed: some 24 bytes for each kind of unit and 4 for each day on which
 * one was active before it reached value. Nothing that is read from it depends on the order in
 * which units were added.
 */
public final class Units {
  /** So many events on one day, or more, are told from fewer and not from each other. */
  static final int DAY_CUT = 12;

  /** The share of units whose volume is told apart; those above are as active as its limit. */
  static final double VOLUME_CUT = 0.99;

  /** No covariate is dropped. */
  static final int ALL = -1;

  private static final int REACHED = 1;
  private static final int RETAINED = 2;
  private static final int TREATED = 4;

  /** Entries of {@link #packed} for a unit. */
  private static final int WIDTH = 6;

  private final TwoArms fixed = new TwoArms();
  private final TwoArms alive = new TwoArms();
  private final Map<List<@Nullable String>, Integer> known = new HashMap<>();
  private final Map<String, Integer> accounts = new HashMap<>();
  private final Map<Trial, Integer> trialNumbers = new HashMap<>();
  private final List<Trial> trialKinds = new ArrayList<>();
  private final Map<Integer, Long> volumes = new TreeMap<>();

  /** Known, account (-1 for none), volume, flags, units, trials. */
  private final Ints packed = new Ints();

  private final Ints trials = new Ints();
  private long total;

  /**
   * What the trials of one day have in common.
   *
   * @param known the number of what was known at time zero
   * @param before events before the day
   * @param on events on the day, cut
   */
  record Trial(int known, int day, int before, int on) {}

  /** Adds so many units that are alike; at least 1. */
  public void add(Unit unit, long units) {
    int knownNumber = number(known, unit.known());
    int volume = unit.volume();
    fixed.add(unit.account(), unit.reached(), unit.retained(), units);
    if (unit.alive()) {
      alive.add(unit.account(), unit.reached(), unit.retained(), units);
    }
    volumes.merge(volume, units, Long::sum);
    total += units;
    int entered = trials.size();
    boolean treated = trials(unit, knownNumber);
    packed.add(knownNumber);
    packed.add(unit.account() == null ? -1 : number(accounts, unit.account()));
    packed.add(volume);
    packed.add(
        (unit.reached() ? REACHED : 0)
            | (unit.retained() ? RETAINED : 0)
            | (treated ? TREATED : 0));
    packed.add(Math.toIntExact(units));
    packed.add(trials.size() - entered);
  }

  /** A trial for each active day up to that of value; whether the last of them is that day. */
  private boolean trials(Unit unit, int knownNumber) {
    int before = 0;
    int last = unit.reachedOn().orElse(Integer.MAX_VALUE);
    for (Map.Entry<Integer, Integer> day : unit.days().entrySet()) {
      if (day.getKey() > last) {
        return false;
      }
      Trial trial = new Trial(knownNumber, day.getKey(), before, Math.min(DAY_CUT, day.getValue()));
      Integer number = trialNumbers.get(trial);
      if (number == null) {
        number = trialKinds.size();
        trialNumbers.put(trial, number);
        trialKinds.add(trial);
      }
      trials.add(number);
      before = Math.addExact(before, day.getValue());
      if (day.getKey() == last) {
        return true;
      }
    }
    return false;
  }

  private static <K> int number(Map<K, Integer> numbers, K key) {
    Integer number = numbers.get(key);
    if (number == null) {
      number = numbers.size();
      numbers.put(key, number);
    }
    return number;
  }

  /** How many units there are. */
  public long total() {
    return total;
  }

  TwoArms fixed() {
    return fixed;
  }

  TwoArms alive() {
    return alive;
  }

  /** Whether accounts hold more than one unit, so that they are what is independent. */
  boolean clustered() {
    return fixed.clusters().isPresent();
  }

  int accounts() {
    return accounts.size();
  }

  Trial trialKind(int number) {
    return trialKinds.get(number);
  }

  int trialKinds() {
    return trialKinds.size();
  }

  /**
   * The place of each combination of what was known at time zero, in the order of the values,
   * unknown first.
   *
   * @param dropped the index of the covariate that is not looked at, or {@link #ALL}
   */
  int[] order(int dropped) {
    List<List<@Nullable String>> all = new ArrayList<>(known.keySet());
    all.sort((one, two) -> compare(one, two, dropped));
    int[] order = new int[all.size()];
    int place = 0;
    for (int i = 0; i < all.size(); i++) {
      if (i > 0 && compare(all.get(i - 1), all.get(i), dropped) != 0) {
        place++;
      }
      order[number(known, all.get(i))] = place;
    }
    return order;
  }

  /**
   * The volume above which nobody is told apart: the least that {@link #VOLUME_CUT} do not pass.
   */
  public int volumeCut() {
    long below = 0;
    int cut = 0;
    for (Map.Entry<Integer, Long> volume : volumes.entrySet()) {
      below += volume.getValue();
      cut = volume.getKey();
      if (below >= VOLUME_CUT * total) {
        break;
      }
    }
    return cut;
  }

  /** Goes through all kinds of units. */
  void each(Visitor visitor) {
    int next = 0;
    for (int at = 0; at < packed.size(); at += WIDTH) {
      int flags = packed.get(at + 3);
      int entered = packed.get(at + 5);
      visitor.visit(
          new Packed(
              packed.get(at),
              packed.get(at + 1),
              packed.get(at + 2),
              (flags & REACHED) != 0,
              (flags & RETAINED) != 0,
              (flags & TREATED) != 0,
              packed.get(at + 4),
              next,
              entered));
      next += entered;
    }
  }

  /** The number of the trial at this place. */
  int trial(int place) {
    return trials.get(place);
  }

  /** Sees units. */
  @FunctionalInterface
  interface Visitor {
    void visit(Packed unit);
  }

  /**
   * One kind of unit.
   *
   * @param account -1 for none
   * @param treated its last trial is the day of value
   * @param units how many there are
   * @param firstTrial the place of its first trial
   * @param trials how many trials it has
   */
  record Packed(
      int known,
      int account,
      int volume,
      boolean reached,
      boolean retained,
      boolean treated,
      int units,
      int firstTrial,
      int trials) {}

  private static int compare(List<@Nullable String> one, List<@Nullable String> two, int dropped) {
    for (int i = 0; i < Math.min(one.size(), two.size()); i++) {
      String a = one.get(i);
      String b = two.get(i);
      int order = a == null || b == null ? Boolean.compare(a != null, b != null) : a.compareTo(b);
      if (i != dropped && order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), two.size());
  }
}
