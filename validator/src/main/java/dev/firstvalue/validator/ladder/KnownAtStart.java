package dev.firstvalue.validator.ladder;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.strata.StandardisedDifference;
import dev.firstvalue.statistics.strata.StandardisedDifference.Mix;
import dev.firstvalue.statistics.strata.Stratum;
import java.util.Optional;
import java.util.OptionalDouble;

/** Standardisation over all combinations of what was known at time zero, to everyone's mix. */
final class KnownAtStart {
  private KnownAtStart() {}

  static Rung of(Units units, double level) {
    int[] order = units.order(Units.ALL);
    Cells<Integer> cells = new Cells<>();
    units.each(
        unit -> cells.add(order[unit.known()], unit.reached(), unit.retained(), unit.units()));
    Cells.Placed<Integer> placed = cells.placed();
    Optional<StandardisedDifference> found =
        placed.strata().isEmpty()
            ? Optional.empty()
            : StandardisedDifference.of(placed.strata(), Mix.EVERYONE);
    if (found.isEmpty()) {
      return Rung.absent(Step.KNOWN_AT_START, units.total(), Ladder.empty(units.fixed().table()));
    }
    StandardisedDifference standardised = found.get();
    Optional<Interval> interval =
        units.clustered()
            ? clustered(units, placed, order, standardised.difference(), level)
            : Optional.of(independent(standardised, level));
    return new Rung(
        Step.KNOWN_AT_START,
        OptionalDouble.of(standardised.difference()),
        interval,
        units.total(),
        placed.supported(true),
        placed.supported(false),
        OptionalDouble.of(standardised.unsupported()),
        interval.isPresent() ? "" : Ladder.fewClusters());
  }

  /** By the normal, for the population that the strata were drawn from, clipped to [-1, 1]. */
  private static Interval independent(StandardisedDifference standardised, double level) {
    double half = Normal.twoSidedCritical(level) * Math.sqrt(standardised.populationVariance());
    return new Interval(
        Math.max(-1, standardised.difference() - half),
        Math.min(1, standardised.difference() + half),
        level,
        IntervalMethod.NORMAL);
  }

  /**
   * psi = A (R - p1) N_k/n1 - (1-A) (R - p0) N_k/n0 + RD_k - RD, over the units of strata with both
   * arms.
   */
  private static Optional<Interval> clustered(
      Units units, Cells.Placed<Integer> placed, int[] order, double difference, double level) {
    Influence influence = new Influence(units);
    units.each(
        unit -> {
          Stratum t = placed.strata().get(placed.place(order[unit.known()]));
          if (!Cells.Placed.isSupported(t)) {
            return;
          }
          double n1 = (double) t.a() + t.b();
          double n0 = (double) t.c() + t.d();
          double p1 = t.a() / n1;
          double p0 = t.c() / n0;
          double outcome = unit.retained() ? 1 : 0;
          double own =
              unit.reached() ? (outcome - p1) * (n1 + n0) / n1 : -(outcome - p0) * (n1 + n0) / n0;
          influence.add(unit, own + p1 - p0 - difference, 1);
        });
    double supported = placed.supported(true) + (double) placed.supported(false);
    return influence.interval(difference, supported, 2, level);
  }
}
