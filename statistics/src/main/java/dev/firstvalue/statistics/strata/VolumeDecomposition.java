package dev.firstvalue.statistics.strata;

import dev.firstvalue.statistics.Check;
import java.util.List;
import java.util.Optional;

/**
 * A risk difference split by cells of units alike in how active they were: by the law of total
 * covariance, with w the share marked and r the share with the outcome in a cell,
 *
 * <p>RD = Cov(w, r)/Var(A) + E[Cov(A, R | cell)]/Var(A).
 *
 * <p>The first term is the lift that any mark this common would show, given how active these units
 * are; the second, the excess, is what remains. A hidden trait behind both stays in the excess.
 * Rows of a cell: marked units first, columns with the outcome and without.
 *
 * @param crude the whole risk difference
 * @param excess second term
 * @param standardError of the excess, units independent; sum {@link #influence} by cluster where
 *     they are not
 * @param reach share marked, strictly between 0 and 1
 * @param oneSided share of units in cells that are all marked or all unmarked, which add no excess
 */
public record VolumeDecomposition(
    double crude,
    double excess,
    double standardError,
    double reach,
    double oneSided,
    List<Stratum> cells) {

  public VolumeDecomposition {
    cells = List.copyOf(cells);
  }

  /** Empty where all units are marked, or none. */
  public static Optional<VolumeDecomposition> of(List<Stratum> cells) {
    if (cells.isEmpty()) {
      throw Check.refused("cells", "[]", "at least one");
    }
    double n = 0;
    double marked = 0;
    double outcome = 0;
    double both = 0;
    double within = 0;
    double oneSided = 0;
    for (Stratum t : cells) {
      n += t.total();
      marked += t.first();
      outcome += t.successes();
      both += t.a();
      if (t.first() > 0 && t.second() > 0) {
        // the cell's units times its covariance, ad - bc over N
        within += (t.a() * (double) t.d() - (double) t.b() * t.c()) / t.total();
      } else {
        oneSided += t.total();
      }
    }
    if (marked == 0 || marked == n) {
      return Optional.empty();
    }
    double reach = marked / n;
    double spread = reach * (1 - reach);
    VolumeDecomposition split =
        new VolumeDecomposition(
            both / marked - (outcome - both) / (n - marked),
            within / n / spread,
            Double.NaN,
            reach,
            oneSided / n,
            cells);
    double squares = 0;
    for (int k = 0; k < cells.size(); k++) {
      Stratum t = cells.get(k);
      squares += t.a() * Math.pow(split.influence(k, true, true), 2);
      squares += t.b() * Math.pow(split.influence(k, true, false), 2);
      squares += t.c() * Math.pow(split.influence(k, false, true), 2);
      squares += t.d() * Math.pow(split.influence(k, false, false), 2);
    }
    return Optional.of(
        new VolumeDecomposition(
            split.crude,
            split.excess,
            Math.sqrt(squares * (n / (n - 1))) / n,
            reach,
            split.oneSided,
            cells));
  }

  /**
   * Whether any cell has marked units beside others. Where none has, the excess is the 0 of an
   * empty sum: not an estimate.
   */
  public boolean compares() {
    return oneSided < 1;
  }

  /** The lift that any mark this common would show: the difference less the excess. */
  public double expected() {
    return crude - excess;
  }

  /**
   * What one unit adds to the excess, (A-w)(R-r)/(a(1-a)) - theta - theta(1-2a)(A-a)/(a(1-a)); the
   * mean over units is 0. Divided by the number of units and added up by cluster, these are the
   * contributions that {@code ClusterInfluence} takes.
   *
   * @param cell index into {@link #cells}
   */
  public double influence(int cell, boolean marked, boolean outcome) {
    Stratum t = cells.get(cell);
    double spread = reach * (1 - reach);
    double offMark = (marked ? 1 : 0) - t.first() / t.total();
    double offOutcome = (outcome ? 1 : 0) - t.successes() / t.total();
    double offReach = (marked ? 1 : 0) - reach;
    return offMark * offOutcome / spread - excess - excess * (1 - 2 * reach) * offReach / spread;
  }
}
