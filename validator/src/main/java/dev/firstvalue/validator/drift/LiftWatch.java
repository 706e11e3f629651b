package dev.firstvalue.validator.drift;

import static dev.firstvalue.validator.drift.Checks.figure;

import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.drift.LevelBreak;
import dev.firstvalue.statistics.multiplicity.AdjustedPValues;
import dev.firstvalue.statistics.strata.Heterogeneity;
import dev.firstvalue.validation.v1.DriftCheck;
import dev.firstvalue.validation.v1.DriftFigure;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validation.v1.LiftChange;
import dev.firstvalue.validator.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Watches the difference in retention: the recent cohorts against the reference by z, and all
 * outcome-mature weeks for one break of their level. Entities count as independent.
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
  private final double level;
  private final int leastCell;
  private final List<LocalDate> weeks = new ArrayList<>();
  private final Optional<LevelBreak> levelBreak;

  LiftWatch(Series series, Periods periods, double level, int leastCell) {
    this.reference = periods.referenceOutcome(series);
    this.recent = periods.recentOutcome(series);
    this.level = level;
    this.leastCell = leastCell;
    this.levelBreak = levelBreak(series, periods);
  }

  /** The change with both tests, or nothing without a lift in both periods. */
  Optional<LiftChange> change() {
    Optional<Table.Lift> before = reference.lift();
    Optional<Table.Lift> after = recent.lift();
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    double difference = after.get().difference() - before.get().difference();
    double half =
        Normal.twoSidedCritical(level)
            * Math.hypot(before.get().standardError(), after.get().standardError());
    LiftChange.Builder change =
        LiftChange.newBuilder()
            .setDifference(
                Estimate.newBuilder()
                    .setEstimate(difference)
                    .setInterval(
                        Interval.newBuilder()
                            .setLow(difference - half)
                            .setHigh(difference + half)
                            .setLevel(level)
                            .setMethod("NORMAL")));
    Heterogeneity.interaction(
            before.get().difference(),
            before.get().standardError(),
            after.get().difference(),
            after.get().standardError())
        .ifPresent(test -> change.setPValue(test.twoSided().value()));
    levelBreak.ifPresent(
        found ->
            change
                .setSupF(found.statistic())
                .setSupFPValue(found.pValue().value())
                .setBreakWeek(weeks.get(found.after()).toString()));
    return Optional.of(change.build());
  }

  DriftCheck check() {
    Optional<LiftChange> change = change();
    long smallest =
        Math.min(
            Math.min(reference.reached(), reference.others()),
            Math.min(recent.reached(), recent.others()));
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

  private Optional<LevelBreak> levelBreak(Series series, Periods periods) {
    List<Table.Lift> lifts = new ArrayList<>();
    series
        .weeks()
        .headMap(periods.outcomeEnd())
        .forEach(
            (week, table) ->
                table
                    .lift()
                    .filter(lift -> lift.standardError() > 0)
                    .filter(lift -> Math.min(table.reached(), table.others()) >= LEAST_ARM)
                    .ifPresent(
                        lift -> {
                          weeks.add(week);
                          lifts.add(lift);
                        }));
    return lifts.size() < LEAST_WEEKS
        ? Optional.empty()
        : Optional.of(
            LevelBreak.of(
                lifts.stream().mapToDouble(Table.Lift::difference).toArray(),
                lifts.stream().mapToDouble(l -> l.standardError() * l.standardError()).toArray(),
                TRIM));
  }
}
