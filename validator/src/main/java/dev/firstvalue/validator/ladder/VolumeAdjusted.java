package dev.firstvalue.validator.ladder;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.strata.VolumeDecomposition;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The excess over what any event this common would show, in cells of in-window volume and of what
 * was known at time zero ({@link VolumeDecomposition}).
 */
final class VolumeAdjusted {
  private VolumeAdjusted() {}

  static Rung of(Units units, double level) {
    int[] order = units.order(Units.ALL);
    int cut = units.volumeCut();
    Cells.Placed<VolumeCell> placed = VolumeCell.cells(units, order, cut);
    Optional<VolumeDecomposition> found =
        placed.strata().isEmpty() ? Optional.empty() : VolumeDecomposition.of(placed.strata());
    if (found.isEmpty()) {
      return Rung.absent(Step.VOLUME_ADJUSTED, units.total(), Ladder.empty(units.fixed().table()));
    }
    VolumeDecomposition split = found.get();
    if (!split.compares()) {
      return new Rung(
          Step.VOLUME_ADJUSTED,
          OptionalDouble.empty(),
          Optional.empty(),
          units.total(),
          0,
          0,
          OptionalDouble.of(split.oneSided()),
          "of those equally active either all reached value or nobody did: "
              + Ladder.NOTHING_TO_COMPARE);
    }
    Optional<Interval> interval;
    if (units.clustered()) {
      Influence influence = new Influence(units);
      units.each(
          unit ->
              influence.add(
                  unit,
                  split.influence(
                      placed.place(VolumeCell.of(unit, order, cut)),
                      unit.reached(),
                      unit.retained()),
                  1));
      interval = influence.interval(split.excess(), (double) units.total(), 2, level);
    } else {
      double half = Normal.twoSidedCritical(level) * split.standardError();
      interval =
          Optional.of(
              new Interval(
                  split.excess() - half, split.excess() + half, level, IntervalMethod.NORMAL));
    }
    return new Rung(
        Step.VOLUME_ADJUSTED,
        OptionalDouble.of(split.excess()),
        interval,
        units.total(),
        placed.supported(true),
        placed.supported(false),
        OptionalDouble.of(split.oneSided()),
        interval.isPresent() ? "" : Ladder.fewClusters());
  }
}
