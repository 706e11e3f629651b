package dev.firstvalue.validator.ladder;

import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.statistics.strata.MantelHaenszelRatio;
import dev.firstvalue.statistics.strata.Stratum;
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
 * @param ratio of retention within the cells of the last row
 * @param clustered whether units share accounts, so that the ratio's own error is too small
 * @param accountError of the logarithm of the ratio over accounts; empty with too few of them, and
 *     where units are independent
 */
record Benchmarks(
    OptionalDouble difference,
    List<OptionalDouble> without,
    OptionalDouble withoutActivity,
    Optional<MantelHaenszelRatio> ratio,
    boolean clustered,
    Optional<ClusterInfluence> accountError) {

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
    Cells.Placed<VolumeCell> cells = cells(units, Units.ALL, cut);
    Optional<MantelHaenszelRatio> ratio =
        cells.strata().isEmpty() ? Optional.empty() : MantelHaenszelRatio.of(cells.strata());
    return new Benchmarks(
        excess(cells),
        IntStream.range(0, covariates)
            .mapToObj(dropped -> excess(cells(units, dropped, cut)))
            .toList(),
        excess(cells(units, Units.ALL, 0)),
        ratio,
        units.clustered(),
        units.clustered()
            ? ratio.flatMap(found -> accountError(units, cells, cut, found.ratio()))
            : Optional.empty());
  }

  private static Cells.Placed<VolumeCell> cells(Units units, int dropped, int cut) {
    return VolumeCell.cells(units, units.order(dropped), cut);
  }

  private static OptionalDouble excess(Cells.Placed<VolumeCell> cells) {
    return cells.strata().isEmpty()
        ? OptionalDouble.empty()
        : VolumeDecomposition.of(cells.strata())
            .filter(VolumeDecomposition::compares)
            .map(split -> OptionalDouble.of(split.excess()))
            .orElse(OptionalDouble.empty());
  }

  /**
   * The ratio t solves sum (A - a_k) R t^-A = 0 over units of all cells k, a_k the share of the
   * cell that reached value: x1k n0k / (t N_k) less x0k n1k / N_k. Its sandwich has the terms about
   * the mean of their cell, which takes a degree of freedom from each, and the slope by log t is
   * minus the sum of the first part.
   */
  private static Optional<ClusterInfluence> accountError(
      Units units, Cells.Placed<VolumeCell> cells, int cut, double ratio) {
    int[] order = units.order(Units.ALL);
    double slope = 0;
    for (Stratum t : cells.strata()) {
      double all = (double) t.a() + t.b() + t.c() + t.d();
      slope += t.a() / ratio * (t.c() + t.d()) / all;
    }
    Influence influence = new Influence(units);
    units.each(
        unit -> {
          Stratum t = cells.strata().get(cells.place(VolumeCell.of(unit, order, cut)));
          double all = (double) t.a() + t.b() + t.c() + t.d();
          double reached = (t.a() + t.b()) / all;
          double mean = (t.a() / ratio + t.c()) / all;
          double own = unit.retained() ? unit.reached() ? 1 / ratio : 1 : 0;
          double freedom = all > 1 ? Math.sqrt(all / (all - 1)) : 0;
          influence.add(unit, ((unit.reached() ? 1 : 0) - reached) * (own - mean) * freedom, 1);
        });
    return influence.error(slope, 2);
  }
}
