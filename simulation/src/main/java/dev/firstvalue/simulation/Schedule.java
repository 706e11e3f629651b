package dev.firstvalue.simulation;

import java.time.Duration;
import java.time.Instant;

/**
 * When things happen in Lingo, all in microseconds. The log ends 30 days after its eighth week, so
 * that sign-ups of eight weeks are old enough for a month's outcome and later ones are not.
 */
final class Schedule {
  static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  static final Instant END = START.plus(Duration.ofDays(56 + 30));

  static final long SECOND = 1_000_000;
  static final long MINUTE = 60 * SECOND;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  /** The window of value. */
  static final long WEEK = 7 * DAY;

  /** Exposures come before it and lessons after it, so that both windows hold the same lessons. */
  static final long SETTLED = 15 * MINUTE;

  /** Nobody does anything that counts in the hour after the window. */
  static final long MONTH_FROM = WEEK + HOUR;

  static final long MONTH_TO = 30 * DAY;

  /** Accounts are renewed after their first two weeks. */
  static final long RENEWAL_FROM = 14 * DAY;

  /** Members join early enough to spend their first week in their account's first two. */
  static final long JOINING = 6 * DAY;

  /** Who did no lesson in the first week does none in the account's first two. */
  static final long LATECOMERS_FROM = 15 * DAY;

  private static final double SKEW = 1.5;

  private Schedule() {}

  /** The time of a lesson after sign-up: early ones are likelier; {@code uniform} from 0 to 1. */
  static long lesson(double uniform) {
    return SETTLED + (long) ((WEEK - SETTLED) * Math.pow(uniform, SKEW));
  }

  /** The probability that a lesson of the first week comes before a time after sign-up. */
  static double lessonBefore(double micros) {
    double share = (micros - SETTLED) / (WEEK - SETTLED);
    return Math.pow(Math.clamp(share, 0, 1), 1 / SKEW);
  }
}
