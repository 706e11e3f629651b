package dev.firstvalue.definition.event;

import java.time.Duration;
import java.time.Instant;

/**
 * Times as Firstvalue counts them: whole microseconds, instants since 1970 in UTC. What is finer is
 * cut toward the past.
 */
public final class Micros {
  private static final long PER_SECOND = 1_000_000;
  private static final int NANOS = 1_000;

  private Micros() {}

  /**
   * The count of an instant.
   *
   * @throws ArithmeticException beyond the year 294,247
   */
  public static long of(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / NANOS);
  }

  /**
   * The count of a length of time.
   *
   * @throws ArithmeticException beyond 292,000 years
   */
  public static long of(Duration duration) {
    return Math.addExact(
        Math.multiplyExact(duration.getSeconds(), PER_SECOND), duration.getNano() / NANOS);
  }

  /** The instant of a count. */
  public static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS);
  }
}
