package dev.firstvalue.validator.ladder;

import dev.firstvalue.statistics.strata.MantelHaenszelRatio;
import dev.firstvalue.statistics.strata.VolumeDecomposition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What each thing that the last row of the ladder holds equal does to it, and the row as a ratio:
 * the measure for how strong a hidden trait would have to be.
 *
 * @param difference of the last row
 * @param without the difference without each covariate, in their order
 * @param withoutActivity the difference with the covariates alone held equal
 * @param ratio of retention within the cells of the last row; units independent
 */
public record Benchmarks(
    OptionalDouble difference,
    List<OptionalDouble> without,
    OptionalDouble withoutActivity,
    Optional<MantelHaenszelRatio> ratio) {

  public Benchmarks {
    without = List.copyOf(without);
  }

  /**
   * The benchmarks of these units.
   *
   * @param covariates how many things were known of each at time zero
   */
  public static Benchmarks of(Units units, int covariates) {
    int cut = units.volumeCut();
    return new Benchmarks(
        excess(cells(units, Units.ALL, cut)),
        IntStream.range(0, covariates)
            .mapToObj(dropped -> excess(cells(units, dropped, cut)))
            .toList(),
        excess(cells(units, Units.ALL, 0)),
        ratio(cells(units, Units.ALL, cut)));
  }

  private static Cells.Placed<VolumeCell> cells(Units units, int dropped, int cut) {
    return VolumeCell.cells(units, units.order(dropped), cut);
  }

  private static OptionalDouble excess(Cells.Placed<VolumeCell> cells) {
    return cells.strata().isEmpty()
        ? OptionalDouble.empty()
        : VolumeDecomposition.of(cells.strata())
            .map(split -> OptionalDouble.of(split.excess()))
            .orElse(OptionalDouble.empty());
  }

  private static Optional<MantelHaenszelRatio> ratio(Cells.Placed<VolumeCell> cells) {
    return cells.strata().isEmpty() ? Optional.empty() : MantelHaenszelRatio.of(cells.strata());
  }
}
