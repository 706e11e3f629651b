package dev.firstvalue.validator.drift;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/** UTC weeks by their Mondays. */
final class Weeks {
  private static final Duration WEEK = Duration.ofDays(7);

  private Weeks() {}

  /** The week that an instant lies in. */
  static LocalDate of(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC)
        .with(TemporalAdjusters.previousOrSame(java.time.DayOfWeek.MONDAY));
  }

  static Instant begin(LocalDate week) {
    return week.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /**
   * The first week that is not wholly watched: an entity that starts at its end is not seen for so
   * long before the watermark.
   */
  static LocalDate firstUnwatched(Instant watermark, Duration watched) {
    return of(watermark.minus(watched));
  }

  /** Weeks that fit into a time, at least one. */
  static int in(Duration time) {
    return Math.toIntExact(Math.max(1, time.dividedBy(WEEK)));
  }
}
