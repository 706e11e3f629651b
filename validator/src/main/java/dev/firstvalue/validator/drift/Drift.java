package dev.firstvalue.validator.drift;

import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.validation.v1.DriftPeriod;
import dev.firstvalue.validation.v1.DriftWeek;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.MixShift;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validation.v1.RevalidationReport;
import dev.firstvalue.validator.account.TwoArms;
import dev.firstvalue.validator.estimate.Estimates;
import dev.firstvalue.validator.estimate.TimestampMessages;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** What has moved between two periods, as sections and checks of a report. */
final class Drift {
  private final Plan plan;
  private final PolicySpec policy;
  private final Periods periods;
  private final Series series;
  private final RowWatch rows;
  private final Optional<AccountWeeks> accounts;
  private final Estimates estimates;

  /**
   * What has moved.
   *
   * @param accounts where entities share some
   */
  Drift(
      Plan plan,
      PolicySpec policy,
      Periods periods,
      Series series,
      RowWatch rows,
      Optional<AccountWeeks> accounts) {
    this.plan = plan;
    this.policy = policy;
    this.periods = periods;
    this.series = series;
    this.rows = rows;
    this.accounts = accounts;
    this.estimates = new Estimates(policy.getLift().getLevel());
  }

  /** Adds everything that is not about one segment. */
  void describe(RevalidationReport.Builder report) {
    Table reference = periods.referenceReach(series);
    report
        .setReferenceUntil(TimestampMessages.of(Weeks.begin(periods.recent())))
        .setReferenceSource(periods.source())
        .setReference(
            period(
                periods.first(),
                periods.recent(),
                reference,
                accounts.map(periods::referenceReach),
                periods.referenceOutcome(series),
                accounts.map(periods::referenceOutcome)))
        .setRecent(
            period(
                periods.recent(),
                periods.reachEnd(),
                periods.recentReach(series),
                accounts.map(periods::recentReach),
                periods.recentOutcome(series),
                accounts.map(periods::recentOutcome)))
        .addAllRows(rows.shifts());
    series
        .weeks()
        .headMap(periods.reachEnd())
        .forEach((w, table) -> report.addWeeks(week(w, table)));
    report.addAllChecks(rows.checks());
    if (reference.entities() < policy.getSample().getEntities()) {
      report.addChecks(
          Checks.undecided(
              "reference-too-small",
              "the reference has "
                  + reference.entities()
                  + " reach-mature entities; the policy decides from "
                  + policy.getSample().getEntities()
                  + " on. Name a later end of the reference, or wait",
              Checks.figure("entities", (double) reference.entities())));
      return;
    }
    ReachWatch reach = new ReachWatch(series, accounts, periods);
    report.addAllCusums(reach.cusums()).addAllChecks(reach.checks());
    if (!plan.outcomes().isEmpty()) {
      LiftWatch lift =
          new LiftWatch(
              series,
              accounts,
              periods,
              policy.getLift().getLevel(),
              policy.getSample().getPerCell());
      lift.change().ifPresent(report::setLiftChange);
      report.addChecks(lift.check());
    }
  }

  /** Adds what is about one segment. */
  void describe(
      RevalidationReport.Builder report,
      String segment,
      Map<Optional<String>, Series> byValue,
      Optional<AccountMix> byAccount) {
    Optional<MixShift> shift = new MixWatch(segment, byValue, periods).shift(byAccount);
    shift.ifPresent(
        mix -> {
          report.addMixes(mix);
          if (periods.referenceReach(series).entities() >= policy.getSample().getEntities()) {
            report.addChecks(MixWatch.check(mix));
          }
        });
    if (!plan.outcomes().isEmpty()) {
      new Attribution(segment, byValue, periods, rows.wrong(), Periods.maturity(plan))
          .parts()
          .ifPresent(report::addAttributions);
    }
  }

  private DriftPeriod period(
      LocalDate from,
      LocalDate until,
      Table reach,
      Optional<TwoArms> reachArms,
      Table outcome,
      Optional<TwoArms> arms) {
    DriftPeriod.Builder period =
        DriftPeriod.newBuilder().setReachability(reachability(reach, reachArms));
    if (from.isBefore(until)) {
      period.setFirstWeek(from.toString()).setLastWeek(until.minusWeeks(1).toString());
    }
    if (!plan.outcomes().isEmpty()) {
      period.setTable(outcome.message()).setLift(lift(outcome, arms));
    }
    return period.build();
  }

  private DriftWeek week(LocalDate week, Table table) {
    Optional<TwoArms> arms = accounts.map(all -> all.between(week, week.plusWeeks(1)));
    DriftWeek.Builder message =
        DriftWeek.newBuilder()
            .setWeek(week.toString())
            .setReference(week.isBefore(periods.recent()))
            .setReachability(reachability(table, arms));
    if (!plan.outcomes().isEmpty() && week.isBefore(periods.outcomeEnd())) {
      message.setTable(table.message());
      if (table.lift().isPresent()) {
        message.setLift(lift(table, arms));
      }
    }
    return message.build();
  }

  /** Over accounts where entities share some. */
  private Estimate lift(Table table, Optional<TwoArms> arms) {
    Estimate lift = estimates.difference(table.message());
    return arms.map(all -> estimates.overAccounts(lift, all)).orElse(lift);
  }

  private Reachability reachability(Table table, Optional<TwoArms> arms) {
    Reachability alone =
        estimates.reachability(Math.toIntExact(table.reached()), Math.toIntExact(table.entities()));
    return arms.map(all -> estimates.overAccounts(alone, all)).orElse(alone);
  }
}
