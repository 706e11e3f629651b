package dev.firstvalue.validator.drift;

import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.validator.account.TwoArms;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The weeks that are compared. Only whole ones count: an entity of their last instant is watched to
 * its end too.
 *
 * @param first the first week with a cohort
 * @param recent the first week that is no longer reference
 * @param reachEnd the first week that is not reach-mature
 * @param outcomeEnd the first week that is not outcome-mature; never after {@code reachEnd}
 * @param source where {@code recent} comes from: ASKED, LAST_REPORT or ALL_BUT_NEWEST
 */
record Periods(
    LocalDate first, LocalDate recent, LocalDate reachEnd, LocalDate outcomeEnd, String source) {

  /** The periods of a series that is not empty. */
  static Periods of(
      Series series, Plan plan, PolicySpec policy, Instant watermark, Reference reference) {
    Duration maturity = maturity(plan);
    LocalDate first = series.weeks().firstKey();
    LocalDate reachEnd = Weeks.firstUnwatched(watermark, plan.window());
    LocalDate outcomeEnd = Weeks.firstUnwatched(watermark, maturity);
    return switch (reference) {
      case Reference.Until(Instant instant) ->
          new Periods(first, Weeks.of(instant), reachEnd, outcomeEnd, "ASKED");
      case Reference.OfReport(Instant judged) ->
          new Periods(
              first, Weeks.firstUnwatched(judged, maturity), reachEnd, outcomeEnd, "LAST_REPORT");
      case Reference.AllButNewest() -> {
        long mature = Math.max(0, ChronoUnit.WEEKS.between(first, outcomeEnd));
        long newest =
            Math.min(
                Weeks.in(Durations.parse(policy.getRevalidateEvery())), Math.ceilDiv(mature, 2L));
        LocalDate end = outcomeEnd.isBefore(first) ? first : outcomeEnd;
        yield new Periods(first, end.minusWeeks(newest), reachEnd, outcomeEnd, "ALL_BUT_NEWEST");
      }
    };
  }

  /** When an entity is outcome-mature. */
  static Duration maturity(Plan plan) {
    return plan.outcomes().isEmpty() ? plan.window() : plan.outcomes().getFirst().range().to();
  }

  Table referenceReach(Series series) {
    return series.between(first, earlier(recent, reachEnd));
  }

  Table recentReach(Series series) {
    return series.between(recent, reachEnd);
  }

  Table referenceOutcome(Series series) {
    return series.between(first, earlier(recent, outcomeEnd));
  }

  Table recentOutcome(Series series) {
    return series.between(recent, outcomeEnd);
  }

  TwoArms referenceReach(AccountWeeks accounts) {
    return accounts.between(first, earlier(recent, reachEnd));
  }

  TwoArms recentReach(AccountWeeks accounts) {
    return accounts.between(recent, reachEnd);
  }

  TwoArms referenceOutcome(AccountWeeks accounts) {
    return accounts.between(first, earlier(recent, outcomeEnd));
  }

  TwoArms recentOutcome(AccountWeeks accounts) {
    return accounts.between(recent, outcomeEnd);
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
