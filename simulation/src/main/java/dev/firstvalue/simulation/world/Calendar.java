package dev.firstvalue.simulation.world;

import dev.firstvalue.definition.event.Micros;
import java.time.Duration;
import java.time.Instant;

/** When things happen, in microseconds. */
final class Calendar {
  static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  /** People sign up for eight weeks. */
  static final Duration PERIOD = Duration.ofDays(56);

  private static final long FIRST = Micros.of(START);
  static final long LENGTH = Micros.of(PERIOD);

  static final long DAY = Micros.of(Duration.ofDays(1));
  static final long WEEK = 7 * DAY;
  static final long MONTH = 30 * DAY;
  static final long QUARTER = 90 * DAY;

  /** Nothing is done in the minutes after sign-up. */
  static final long SETTLED = Micros.of(Duration.ofMinutes(15));

  private Calendar() {}

  static long first() {
    return FIRST;
  }

  /** Whether a sign-up lies in the second half of the period, where drift has come. */
  static boolean late(long signedUp) {
    return signedUp - FIRST >= LENGTH / 2;
  }

  /** The time of an event of the first week after sign-up; {@code uniform} from 0 to 1. */
  static long inWeek(double uniform, double haste) {
    return SETTLED + (long) ((WEEK - SETTLED) * Math.pow(uniform, haste));
  }

  /** The probability that an event of the first week comes before a time after sign-up. */
  static double before(double micros, double haste) {
    return Math.pow(Math.clamp((micros - SETTLED) / (WEEK - SETTLED), 0, 1), 1 / haste);
  }
}
