package dev.firstvalue.validator;

import dev.firstvalue.definition.explain.WithoutClause;
import dev.firstvalue.statistics.mean.NormalDifference;
import dev.firstvalue.statistics.paired.PairedMarks;
import dev.firstvalue.statistics.paired.TangoInterval;
import dev.firstvalue.validation.v1.ClausePrice;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.LiftTable;
import java.util.List;
import java.util.function.Predicate;

/**
 * The price of one clause from paired counts. The change in reach is that of two marks of the same
 * entities (Tango). The change in lift is normal, with the variance of the difference of the two
 * influence functions psi = A (R - p1)/a - (1 - A)(R - p0)/(1 - a): what both definitions say alike
 * of an entity cancels, as two intervals side by side would not show.
 */
final class ClausePricing {
  private final Estimates estimates;
  private final int leastCell;
  private final boolean outcome;

  ClausePricing(Estimates estimates, int leastCell, boolean outcome) {
    this.estimates = estimates;
    this.leastCell = leastCell;
    this.outcome = outcome;
  }

  /**
   * Entities of which the two definitions say the same.
   *
   * @param with reached by the whole definition
   * @param without reached by the definition without the clause
   * @param retained by the primary outcome
   * @param count 0 or more
   */
  record Pair(boolean with, boolean without, boolean retained, long count) {}

  ClausePrice price(WithoutClause clause, List<Pair> pairs) {
    ClausePrice.Builder price =
        ClausePrice.newBuilder().setPath(clause.path()).setClause(clause.words());
    if (count(pairs, p -> true) < Math.max(1, leastCell)) {
      return price.setTooFew(true).build();
    }
    PairedMarks marks =
        new PairedMarks(
            count(pairs, p -> p.with() && p.without()),
            count(pairs, p -> p.with() && !p.without()),
            count(pairs, p -> !p.with() && p.without()),
            count(pairs, p -> !p.with() && !p.without()));
    price
        .setReach(
            estimates.reachability(
                Math.toIntExact(marks.second().successes()), Math.toIntExact(marks.units())))
        .setReachChange(
            Estimate.newBuilder()
                .setEstimate(marks.change())
                .setInterval(Estimates.message(TangoInterval.of(marks, estimates.level()))))
        .setDiffering(Math.toIntExact(marks.firstOnly() + marks.secondOnly()));
    if (outcome) {
      lift(pairs, price);
    }
    return price.build();
  }

  private void lift(List<Pair> pairs, ClausePrice.Builder price) {
    LiftTable whole = table(pairs, Pair::with);
    LiftTable other = table(pairs, Pair::without);
    if (isTooSmall(whole) || isTooSmall(other)) {
      price.setTooFew(true);
      return;
    }
    price.setLift(estimates.difference(other));
    double change =
        estimates.difference(other).getEstimate() - estimates.difference(whole).getEstimate();
    double n = count(pairs, p -> true);
    double squares = 0;
    for (Pair pair : pairs) {
      double moved =
          influence(other, pair.without(), pair.retained())
              - influence(whole, pair.with(), pair.retained());
      squares += pair.count() * moved * moved;
    }
    Estimate.Builder moved = Estimate.newBuilder().setEstimate(change);
    NormalDifference.of(change, Math.sqrt(squares) / n, estimates.level())
        .ifPresentOrElse(
            difference -> moved.setInterval(Estimates.message(difference.interval())),
            () -> moved.setNote("both definitions say the same of everyone"));
    price.setLiftChange(moved);
  }

  private static double influence(LiftTable table, boolean reached, boolean retained) {
    double n1 = Estimates.reached(table);
    double n0 = Estimates.others(table);
    double r = retained ? 1 : 0;
    return reached
        ? (r - table.getReachedRetained() / n1) * (n1 + n0) / n1
        : -(r - table.getOtherRetained() / n0) * (n1 + n0) / n0;
  }

  private boolean isTooSmall(LiftTable table) {
    int least = Math.max(1, leastCell);
    return Estimates.reached(table) < least || Estimates.others(table) < least;
  }

  private static LiftTable table(List<Pair> pairs, Predicate<Pair> reached) {
    return LiftTable.newBuilder()
        .setReachedRetained(number(pairs, p -> reached.test(p) && p.retained()))
        .setReachedLost(number(pairs, p -> reached.test(p) && !p.retained()))
        .setOtherRetained(number(pairs, p -> !reached.test(p) && p.retained()))
        .setOtherLost(number(pairs, p -> !reached.test(p) && !p.retained()))
        .build();
  }

  private static int number(List<Pair> pairs, Predicate<Pair> test) {
    return Math.toIntExact(count(pairs, test));
  }

  private static long count(List<Pair> pairs, Predicate<Pair> test) {
    return pairs.stream().filter(test).mapToLong(Pair::count).sum();
  }
}
