package dev.firstvalue.validator.drift;

import static dev.firstvalue.validator.drift.Checks.figure;

import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.drift.LevelBreak;
import dev.firstvalue.statistics.multiplicity.AdjustedPValues;
import dev.firstvalue.statistics.strata.Heterogeneity;
import dev.firstvalue.validation.v1.DriftCheck;
import dev.firstvalue.validation.v1.DriftFigure;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validation.v1.LiftChange;
import dev.firstvalue.validator.account.TwoArms;
import dev.firstvalue.validator.estimate.Estimates;
import dev.firstvalue.validator.estimate.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Watches the difference in retention: the recent cohorts against the reference by z, and all
 * outcome-mature weeks for one break of their level. Where entities share accounts, errors are over
 * accounts; those of several weeks count as independent in the search for a break.
 */
final class LiftWatch {
  private static final String RULE = "lift-changed";

  /** Weeks that a search for a break needs. */
  private static final int LEAST_WEEKS = 8;

  /** Entities of each arm that a week needs for a variance of its own. */
  private static final int LEAST_ARM = 5;

  /** The usual share of weeks at either end that are no break points (Andrews 1993). */
  private static final double TRIM = 0.15;

  private final Table reference;
  private final Table recent;
  private final Optional<TwoArms> referenceArms;
  private final Optional<TwoArms> recentArms;
  private final double level;
  private final int leastCell;
  private final List<LocalDate> weeks = new ArrayList<>();
  private final Optional<LevelBreak> levelBreak;

  LiftWatch(
      Series series,
      Optional<AccountWeeks> accounts,
      Periods periods,
      double level,
      int leastCell) {
    this.reference = periods.referenceOutcome(series);
    this.recent = periods.recentOutcome(series);
    this.referenceArms = accounts.map(periods::referenceOutcome);
    this.recentArms = accounts.map(periods::recentOutcome);
    this.level = level;
    this.leastCell = leastCell;
    this.levelBreak = levelBreak(series, accounts, periods);
  }

  /** The change with both tests, or nothing without a lift in both periods. */
  Optional<LiftChange> change() {
    Optional<Table.Lift> before = reference.lift();
    Optional<Table.Lift> after = recent.lift();
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    double difference = after.get().difference() - before.get().difference();
    LiftChange.Builder change = LiftChange.newBuilder();
    change.getDifferenceBuilder().setEstimate(difference);
    if (recentArms.isPresent()) {
      overAccounts(change, recentArms.get(), referenceArms.orElseThrow());
    } else {
      double half =
          Normal.twoSidedCritical(level)
              * Math.hypot(before.get().standardError(), after.get().standardError());
      change
          .getDifferenceBuilder()
          .setInterval(
              Interval.newBuilder()
                  .setLow(difference - half)
                  .setHigh(difference + half)
                  .setLevel(level)
                  .setMethod("NORMAL"));
      Heterogeneity.interaction(
              before.get().difference(),
              before.get().standardError(),
              after.get().difference(),
              after.get().standardError())
          .ifPresent(test -> change.setPValue(test.twoSided().value()));
    }
    levelBreak.ifPresent(
        found ->
            change
                .setSupF(found.statistic())
                .setSupFPValue(found.pValue().value())
                .setBreakWeek(weeks.get(found.after()).toString()));
    return Optional.of(change.build());
  }

  /** An account that is in both periods counts once. */
  private void overAccounts(LiftChange.Builder change, TwoArms after, TwoArms before) {
    double difference = change.getDifference().getEstimate();
    TwoArms both = new TwoArms();
    both.add(before);
    both.add(after);
    both.clusters().ifPresent(change::setClusters);
    after
        .errorOfChangeFrom(before)
        .ifPresentOrElse(
            error -> {
              change
                  .getDifferenceBuilder()
                  .setInterval(Estimates.message(error.interval(difference, level)));
              error.pValue(difference).ifPresent(p -> change.setPValue(p.value()));
            },
            () -> change.getDifferenceBuilder().setNote(TwoArms.FEW));
  }

  DriftCheck check() {
    Optional<LiftChange> change = change();
    long smallest =
        Math.min(
            Math.min(reference.reached(), reference.others()),
            Math.min(recent.reached(), recent.others()));
    if (change.isPresent() && !change.get().getDifference().getNote().isEmpty()) {
      return Checks.warn(
          RULE, "lift cannot be compared: " + change.get().getDifference().getNote());
    }
    if (change.isEmpty() || smallest < leastCell || !change.get().hasPValue()) {
      return Checks.warn(
          RULE,
          "lift cannot be compared: the smallest of the four groups, reached or not before and"
              + " since, has "
              + Words.count(smallest)
              + " entities (expected: at least "
              + leastCell
              + ", of whom some stay and some do not)");
    }
    return judge(change.get());
  }

  private DriftCheck judge(LiftChange change) {
    double[] values =
        change.hasSupFPValue()
            ? new double[] {change.getPValue(), change.getSupFPValue()}
            : new double[] {change.getPValue()};
    double p = Arrays.stream(AdjustedPValues.holm(values)).min().orElseThrow();
    double difference = change.getDifference().getEstimate();
    String found =
        "the lift is "
            + Words.points(reference.lift().orElseThrow().difference())
            + " points of the reference and "
            + Words.points(recent.lift().orElseThrow().difference())
            + " since (change "
            + Words.points(change.getDifference().getInterval().getLow())
            + " to "
            + Words.points(change.getDifference().getInterval().getHigh())
            + ")";
    DriftFigure[] figures = {
      figure("change", difference),
      figure("p-value", change.getPValue()),
      figure("adjusted-p-value", p)
    };
    if (p >= 1 - level) {
      return Checks.pass(RULE, "no change of lift is shown: " + found, figures);
    }
    String since =
        change.getBreakWeek().isEmpty()
            ? ""
            : "; a break fits best before the week of " + change.getBreakWeek();
    boolean byDifference = levelBreak.isEmpty() || change.getPValue() <= change.getSupFPValue();
    boolean fallen = byDifference ? difference < 0 : levelBreak.orElseThrow().shift() < 0;
    return fallen
        ? Checks.fail(
            RULE,
            "lift has fallen: " + found + since + ". See below what the change is made of",
            figures)
        : Checks.warn(RULE, "lift has risen: " + found + since, figures);
  }

  private Optional<LevelBreak> levelBreak(
      Series series, Optional<AccountWeeks> accounts, Periods periods) {
    List<Double> lifts = new ArrayList<>();
    List<Double> variances = new ArrayList<>();
    series
        .weeks()
        .headMap(periods.outcomeEnd())
        .forEach(
            (week, table) -> {
              double error = standardError(week, table, accounts);
              if (error > 0 && Math.min(table.reached(), table.others()) >= LEAST_ARM) {
                weeks.add(week);
                lifts.add(table.lift().orElseThrow().difference());
                variances.add(error * error);
              }
            });
    return lifts.size() < LEAST_WEEKS
        ? Optional.empty()
        : Optional.of(
            LevelBreak.of(
                lifts.stream().mapToDouble(Double::doubleValue).toArray(),
                variances.stream().mapToDouble(Double::doubleValue).toArray(),
                TRIM));
  }

  /** Of the lift of one week; 0 where it has none, and over too few accounts. */
  private static double standardError(
      LocalDate week, Table table, Optional<AccountWeeks> accounts) {
    if (accounts.isPresent()) {
      return accounts
          .get()
          .between(week, week.plusWeeks(1))
          .errorOfDifference()
          .map(ClusterInfluence::standardError)
          .orElse(0.0);
    }
    return table.lift().map(Table.Lift::standardError).orElse(0.0);
  }
}
