package dev.firstvalue.validator.drift;

import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.validation.v1.LiftAttribution;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * What a change of lift is made of (Kitagawa 1955, both arms apart). The lift of a period is sum
 * a_s p1_s - sum b_s p0_s, with a_s the share of segment s among those who reached value, b_s among
 * the others, p1_s and p0_s their retention. Then mix = sum (a'_s - a_s) mean p1_s - sum (b'_s -
 * b_s) mean p0_s, and within = sum mean a_s (p1'_s - p1_s) - sum mean b_s (p0'_s - p0_s). Retention
 * of a segment that an arm of one period has not got is taken from the other period, so it adds to
 * the mix alone.
 *
 * <p>Before that, cohorts are left out during whose watch a used event or property was not as it
 * had been: what the recent lift moves by is the part of data quality. The three add up to the
 * change.
 */
final class Attribution {
  private final String segment;
  private final Map<Optional<String>, Series> byValue;
  private final Periods periods;
  private final SortedSet<LocalDate> wrong;
  private final Duration maturity;

  /**
   * Attributes a change of lift.
   *
   * @param wrong weeks of rows that are not as they had been
   * @param maturity how long an entity is watched
   */
  Attribution(
      String segment,
      Map<Optional<String>, Series> byValue,
      Periods periods,
      SortedSet<LocalDate> wrong,
      Duration maturity) {
    this.segment = segment;
    this.byValue = byValue;
    this.periods = periods;
    this.wrong = wrong;
    this.maturity = maturity;
  }

  /** The parts, or nothing without a lift in both periods. */
  Optional<LiftAttribution> parts() {
    Table before = total(periods::referenceOutcome);
    Table after = total(periods::recentOutcome);
    Table sound = total(this::sound);
    if (before.lift().isEmpty() || after.lift().isEmpty()) {
      return Optional.empty();
    }
    double was = before.lift().orElseThrow().difference();
    double is = after.lift().orElseThrow().difference();
    LiftAttribution.Builder parts =
        LiftAttribution.newBuilder().setSegment(segment).setChange(is - was);
    sound
        .lift()
        .ifPresent(
            kept ->
                parts
                    .setDataQuality(is - kept.difference())
                    .setMix(mix(before, sound))
                    .setWithin(within(before, sound)));
    return Optional.of(parts.build());
  }

  private double mix(Table before, Table after) {
    double mix = 0;
    for (Series series : byValue.values()) {
      Cell was = new Cell(periods.referenceOutcome(series), before);
      Cell is = new Cell(sound(series), after);
      mix += (is.reached() - was.reached()) * mean(was.retained(is), is.retained(was));
      mix -= (is.others() - was.others()) * mean(was.kept(is), is.kept(was));
    }
    return mix;
  }

  private double within(Table before, Table after) {
    double within = 0;
    for (Series series : byValue.values()) {
      Cell was = new Cell(periods.referenceOutcome(series), before);
      Cell is = new Cell(sound(series), after);
      within += mean(was.reached(), is.reached()) * (is.retained(was) - was.retained(is));
      within -= mean(was.others(), is.others()) * (is.kept(was) - was.kept(is));
    }
    return within;
  }

  /** A segment of a period whose cohorts are all in the table of everyone. */
  private record Cell(Table table, Table everyone) {
    double reached() {
      return (double) table.reached() / everyone.reached();
    }

    double others() {
      return (double) table.others() / everyone.others();
    }

    /** Retention of those who reached value; the other period's where there are none. */
    double retained(Cell other) {
      return table
          .retainedIfReached()
          .or(() -> other.table.retainedIfReached())
          .map(Proportion::value)
          .orElse(0.0);
    }

    /** Retention of those who did not. */
    double kept(Cell other) {
      return table
          .retainedIfNot()
          .or(() -> other.table.retainedIfNot())
          .map(Proportion::value)
          .orElse(0.0);
    }
  }

  /** The recent cohorts during whose watch nothing was wrong. */
  private Table sound(Series series) {
    LocalDate end = periods.outcomeEnd();
    if (end.isBefore(periods.recent())) {
      return Table.EMPTY;
    }
    return series.weeks().subMap(periods.recent(), end).entrySet().stream()
        .filter(week -> !touched(week.getKey()))
        .map(Map.Entry::getValue)
        .reduce(Table.EMPTY, Table::plus);
  }

  private boolean touched(LocalDate cohort) {
    Instant watchedUntil = Weeks.begin(cohort.plusWeeks(1)).plus(maturity);
    return wrong.tailSet(cohort).stream()
        .anyMatch(week -> Weeks.begin(week).isBefore(watchedUntil));
  }

  private Table total(Function<Series, Table> part) {
    return byValue.values().stream().map(part).reduce(Table.EMPTY, Table::plus);
  }

  private static double mean(double one, double other) {
    return 0.5 * (one + other);
  }
}
