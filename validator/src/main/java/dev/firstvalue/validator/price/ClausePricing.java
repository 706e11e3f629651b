package dev.firstvalue.validator.price;

import dev.firstvalue.definition.explain.WithoutClause;
import dev.firstvalue.statistics.mean.NormalDifference;
import dev.firstvalue.statistics.paired.PairedMarks;
import dev.firstvalue.statistics.paired.TangoInterval;
import dev.firstvalue.validation.v1.ClausePrice;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.LiftTable;
import dev.firstvalue.validator.account.TwoArms;
import dev.firstvalue.validator.estimate.Estimates;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The price of one clause from paired counts. The change in reach is that of two marks of the same
 * entities (Tango). The change in lift is normal, with the variance of the difference of the two
 * influence functions psi = A (R - p1)/a - (1 - A)(R - p0)/(1 - a): what both definitions say alike
 * of an entity cancels, as two intervals side by side would not show. Over accounts where entities
 * share some: {@link PairedAccounts}.
 */
final class ClausePricing {
  private static final String ALIKE = "both definitions say the same of everyone";

  private final Estimates estimates;
  private final int leastCell;
  private final boolean outcome;

  ClausePricing(Estimates estimates, int leastCell, boolean outcome) {
    this.estimates = estimates;
    this.leastCell = leastCell;
    this.outcome = outcome;
  }

  ClausePrice price(WithoutClause clause, List<PairedEntities> pairs) {
    ClausePrice.Builder price =
        ClausePrice.newBuilder().setPath(clause.path()).setClause(clause.words());
    if (count(pairs, p -> true) < Math.max(1, leastCell)) {
      return price.setTooFew(true).build();
    }
    Optional<PairedAccounts> accounts = PairedAccounts.of(pairs);
    PairedMarks marks =
        new PairedMarks(
            count(pairs, p -> p.with() && p.without()),
            count(pairs, p -> p.with() && !p.without()),
            count(pairs, p -> !p.with() && p.without()),
            count(pairs, p -> !p.with() && !p.without()));
    price
        .setReach(
            estimates.overAccounts(
                estimates.reachability(
                    Math.toIntExact(marks.second().successes()), Math.toIntExact(marks.units())),
                accounts.map(PairedAccounts::without).orElseGet(TwoArms::new)))
        .setReachChange(reachChange(marks, accounts))
        .setDiffering(Math.toIntExact(marks.firstOnly() + marks.secondOnly()));
    if (outcome) {
      lift(pairs, accounts, price);
    }
    return price.build();
  }

  private Estimate reachChange(PairedMarks marks, Optional<PairedAccounts> accounts) {
    Estimate.Builder change = Estimate.newBuilder().setEstimate(marks.change());
    if (accounts.isEmpty()) {
      return change
          .setInterval(Estimates.message(TangoInterval.of(marks, estimates.level())))
          .build();
    }
    return marks.firstOnly() + marks.secondOnly() == 0
        ? change.setNote(ALIKE).build()
        : accounts
            .get()
            .reachChange()
            .map(mean -> change.setInterval(Estimates.message(mean.interval(estimates.level()))))
            .orElseGet(() -> change.setNote(TwoArms.FEW))
            .build();
  }

  private void lift(
      List<PairedEntities> pairs, Optional<PairedAccounts> accounts, ClausePrice.Builder price) {
    LiftTable whole = table(pairs, PairedEntities::with);
    LiftTable other = table(pairs, PairedEntities::without);
    if (isTooSmall(whole) || isTooSmall(other)) {
      price.setTooFew(true);
      return;
    }
    Estimate lift = estimates.difference(other);
    double change = lift.getEstimate() - estimates.difference(whole).getEstimate();
    Estimate.Builder moved = Estimate.newBuilder().setEstimate(change);
    if (accounts.isPresent()) {
      price.setLift(estimates.overAccounts(lift, accounts.get().without()));
      accounts
          .get()
          .error(pair -> influence(whole, other, pair))
          .ifPresentOrElse(
              error -> {
                if (error.standardError() > 0) {
                  moved.setInterval(Estimates.message(error.interval(change, estimates.level())));
                } else {
                  moved.setNote(ALIKE);
                }
              },
              () -> moved.setNote(TwoArms.FEW));
      price.setLiftChange(moved);
      return;
    }
    price.setLift(lift);
    double squares = 0;
    for (PairedEntities pair : pairs) {
      double influence = influence(whole, other, pair);
      squares += pair.count() * influence * influence;
    }
    NormalDifference.of(change, Math.sqrt(squares), estimates.level())
        .ifPresentOrElse(
            difference -> moved.setInterval(Estimates.message(difference.interval())),
            () -> moved.setNote(ALIKE));
    price.setLiftChange(moved);
  }

  /** What one entity adds to the change of lift. */
  private static double influence(LiftTable whole, LiftTable other, PairedEntities pair) {
    return influence(other, pair.without(), pair.retained())
        - influence(whole, pair.with(), pair.retained());
  }

  private static double influence(LiftTable table, boolean reached, boolean retained) {
    double n1 = Estimates.reached(table);
    double n0 = Estimates.others(table);
    double r = retained ? 1 : 0;
    return reached
        ? (r - table.getReachedRetained() / n1) / n1
        : -(r - table.getOtherRetained() / n0) / n0;
  }

  private boolean isTooSmall(LiftTable table) {
    int least = Math.max(1, leastCell);
    return Estimates.reached(table) < least || Estimates.others(table) < least;
  }

  private static LiftTable table(List<PairedEntities> pairs, Predicate<PairedEntities> reached) {
    return LiftTable.newBuilder()
        .setReachedRetained(number(pairs, p -> reached.test(p) && p.retained()))
        .setReachedLost(number(pairs, p -> reached.test(p) && !p.retained()))
        .setOtherRetained(number(pairs, p -> !reached.test(p) && p.retained()))
        .setOtherLost(number(pairs, p -> !reached.test(p) && !p.retained()))
        .build();
  }

  private static int number(List<PairedEntities> pairs, Predicate<PairedEntities> test) {
    return Math.toIntExact(count(pairs, test));
  }

  private static long count(List<PairedEntities> pairs, Predicate<PairedEntities> test) {
    return pairs.stream().filter(test).mapToLong(PairedEntities::count).sum();
  }
}
