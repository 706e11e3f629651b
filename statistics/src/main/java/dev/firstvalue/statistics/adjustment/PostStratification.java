package dev.firstvalue.statistics.adjustment;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.StudentT;
import dev.firstvalue.statistics.mean.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A difference of means within strata known at assignment, weighed by the strata's share of all
 * units (Miratrix, Sekhon and Yu 2013): sum of v_k (m1k - m2k), variance sum of v_k² (s1k²/n1k +
 * s2k²/n2k), t on Satterthwaite's degrees of freedom. Takes out what the strata tell of the
 * outcome, also for new units that have no past. For strata of some ten units an arm.
 *
 * @param difference first arm less second
 * @param standardError above 0
 * @param degreesOfFreedom Satterthwaite's, over all stratum means
 * @param unadjustedError standard error without strata, each arm's own variance
 * @param merged strata with fewer than two units in an arm, taken together as one
 */
public record PostStratification(
    double difference,
    double standardError,
    double degreesOfFreedom,
    double unadjustedError,
    int merged) {

  /**
   * Both arms of one stratum; an arm without units there is absent.
   *
   * @param first arm, if it has units there
   * @param second arm, if it has units there
   */
  public record Cell(Optional<Moments> first, Optional<Moments> second) {

    private boolean sparse() {
      return size(first) < 2 || size(second) < 2;
    }

    private double units() {
      return (double) size(first) + size(second);
    }

    private Cell with(Cell other) {
      return new Cell(join(first, other.first), join(second, other.second));
    }

    private static long size(Optional<Moments> arm) {
      return arm.map(Moments::n).orElse(0L);
    }

    private static Optional<Moments> join(Optional<Moments> one, Optional<Moments> two) {
      if (one.isEmpty() || two.isEmpty()) {
        return one.isEmpty() ? two : one;
      }
      return Optional.of(one.get().with(two.get()));
    }
  }

  /** Empty where an arm has fewer than two units in all, or nothing varies within strata. */
  public static Optional<PostStratification> of(List<Cell> cells) {
    Check.atLeast("strata", cells.size(), 1);
    List<Cell> kept = new ArrayList<>();
    Cell rest = new Cell(Optional.empty(), Optional.empty());
    int merged = 0;
    for (Cell cell : cells) {
      if (cell.sparse()) {
        rest = rest.with(cell);
        merged++;
      } else {
        kept.add(cell);
      }
    }
    if (merged > 0) {
      // what is still sparse joins the last full stratum rather than being dropped
      if (rest.sparse() && !kept.isEmpty()) {
        rest = kept.removeLast().with(rest);
      }
      kept.add(rest);
    }
    Cell all = kept.stream().reduce(Cell::with).orElseThrow();
    return kept.getLast().sparse() ? Optional.empty() : weigh(kept, all, merged);
  }

  private static Optional<PostStratification> weigh(List<Cell> cells, Cell all, int merged) {
    double difference = 0;
    double variance = 0;
    double spread = 0;
    for (Cell cell : cells) {
      double v = cell.units() / all.units();
      difference += v * (cell.first.orElseThrow().mean() - cell.second.orElseThrow().mean());
      for (Moments arm : List.of(cell.first.orElseThrow(), cell.second.orElseThrow())) {
        double term = v * v * arm.variance().orElseThrow() / arm.n();
        variance += term;
        spread += term * term / (arm.n() - 1);
      }
    }
    return variance == 0
        ? Optional.empty()
        : Optional.of(
            new PostStratification(
                difference,
                Math.sqrt(variance),
                variance * variance / spread,
                Math.sqrt(ofMean(all.first) + ofMean(all.second)),
                merged));
  }

  private static double ofMean(Optional<Moments> arm) {
    Moments moments = arm.orElseThrow();
    return moments.variance().orElseThrow() / moments.n();
  }

  /** 1 - (standard error / unadjusted error)²; below 0 where strata cost more than they tell. */
  public double varianceReduction() {
    return 1 - Math.pow(standardError / unadjustedError, 2);
  }

  public PValue pValue() {
    return StudentT.twoSided(difference / standardError, degreesOfFreedom);
  }

  public Interval interval(double level) {
    double half = StudentT.twoSidedCritical(level, degreesOfFreedom) * standardError;
    return new Interval(difference - half, difference + half, level, IntervalMethod.STUDENT_T);
  }
}
