package dev.firstvalue.validator.ladder;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Units of which every event comes from one stream whose rate differs from unit to unit: one event
 * in five is the candidate, and who has a higher rate stays more often. The candidate itself adds
 * {@code effect} to the share that stays.
 */
final class SimulatedUnits {
  private static final int DAYS = 7;
  private static final double CANDIDATE = 0.2;

  private SimulatedUnits() {}

  static List<Unit> of(Random random, int units, double effect, int accountSize) {
    List<Unit> all = new ArrayList<>();
    double shared = 0;
    for (int i = 0; i < units; i++) {
      if (accountSize == 0 || i % accountSize == 0) {
        shared = random.nextDouble();
      }
      double own = accountSize == 0 ? random.nextDouble() : shared;
      String account = accountSize == 0 ? null : "a" + i / accountSize;
      all.add(unit(random, own, effect, i % 3 == 0 ? null : "plan" + i % 3, account));
    }
    return all;
  }

  private static Unit unit(
      Random random, double keen, double effect, @Nullable String plan, @Nullable String account) {
    SortedMap<Integer, Integer> days = new TreeMap<>();
    days.put(0, 1);
    OptionalInt reached = OptionalInt.empty();
    boolean alive = false;
    for (int day = 0; day < DAYS; day++) {
      int events = poisson(random, 2.5 * keen);
      if (events > 0) {
        days.merge(day, events, Integer::sum);
        alive |= day > 0;
      }
      for (int event = 0; event < events; event++) {
        if (random.nextDouble() < CANDIDATE && reached.isEmpty()) {
          reached = OptionalInt.of(day);
        }
      }
    }
    double stays = 0.05 + 0.6 * keen + (reached.isPresent() ? effect : 0);
    List<@Nullable String> known = new ArrayList<>();
    known.add(plan);
    return new Unit(known, account, days, reached, alive, random.nextDouble() < stays);
  }

  private static int poisson(Random random, double mean) {
    int count = 0;
    for (double product = random.nextDouble(); product > Math.exp(-mean); count++) {
      product *= random.nextDouble();
    }
    return count;
  }
}
