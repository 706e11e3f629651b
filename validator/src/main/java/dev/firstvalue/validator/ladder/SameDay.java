package dev.firstvalue.validator.ladder;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.strata.RiskSetDifference;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Risk-set trials: on each day, of those active who had not reached value before, who reached it
 * against who did not, among those alike in the day, in how active they were on it and before it,
 * and in what was known at time zero. A unit comes back in several trials, so the interval is by
 * unit, or by account.
 */
final class SameDay {
  private SameDay() {}

  /** A trial's stratum in an order that does not depend on how values were numbered. */
  private record Key(int known, int day, int before, int on) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = Integer.compare(known, other.known);
      order = order != 0 ? order : Integer.compare(day, other.day);
      order = order != 0 ? order : Integer.compare(before, other.before);
      return order != 0 ? order : Integer.compare(on, other.on);
    }
  }

  static Rung of(Units units, double level) {
    Key[] keys = keys(units);
    Cells<Key> cells = new Cells<>();
    long[] entered = new long[1];
    units.each(
        unit -> {
          for (int i = 0; i < unit.trials(); i++) {
            boolean treated = unit.treated() && i == unit.trials() - 1;
            cells.add(
                keys[units.trial(unit.firstTrial() + i)], treated, unit.retained(), unit.units());
          }
          entered[0] += unit.trials() > 0 ? unit.units() : 0;
        });
    Cells.Placed<Key> placed = cells.placed();
    Optional<RiskSetDifference> found =
        placed.strata().isEmpty() ? Optional.empty() : RiskSetDifference.of(placed.strata());
    if (found.isEmpty()) {
      return Rung.absent(
          Step.SAME_DAY,
          entered[0],
          "on no day did some reach value and others equally active not: "
              + Ladder.NOTHING_TO_COMPARE);
    }
    RiskSetDifference difference = found.get();
    int[] places = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      places[i] = placed.place(keys[i]);
    }
    Influence influence = new Influence(units);
    long[] compared = new long[1];
    units.each(
        unit -> {
          if (unit.trials() == 0) {
            return;
          }
          double sum = 0;
          boolean supported = false;
          for (int i = 0; i < unit.trials(); i++) {
            boolean treated = unit.treated() && i == unit.trials() - 1;
            int place = places[units.trial(unit.firstTrial() + i)];
            sum += difference.contribution(place, treated, unit.retained()) * difference.weight();
            supported |= Cells.Placed.isSupported(placed.strata().get(place));
          }
          influence.add(unit, sum, unit.trials());
          compared[0] += supported ? unit.units() : 0;
        });
    Optional<Interval> interval =
        influence.interval(difference.difference(), difference.weight(), 1, level);
    return new Rung(
        Step.SAME_DAY,
        OptionalDouble.of(difference.difference()),
        interval,
        entered[0],
        placed.supported(true),
        placed.supported(false),
        OptionalDouble.of(1 - (double) compared[0] / entered[0]),
        interval.isPresent() ? "" : Ladder.fewClusters());
  }

  private static Key[] keys(Units units) {
    int[] order = units.order(Units.ALL);
    Key[] keys = new Key[units.trialKinds()];
    for (int i = 0; i < keys.length; i++) {
      Units.Trial trial = units.trialKind(i);
      keys[i] = new Key(order[trial.known()], trial.day(), trial.before(), trial.on());
    }
    return keys;
  }
}
