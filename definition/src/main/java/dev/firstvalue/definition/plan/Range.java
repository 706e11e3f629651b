package dev.firstvalue.definition.plan;

import java.time.Duration;

/** The half-open range {@code [t0 + from, t0 + to)} after time zero. */
public record Range(Duration from, Duration to) {
  public Range {
    if (from.isNegative() || to.compareTo(from) <= 0) {
      throw new IllegalArgumentException(
          "range: " + from + " to " + to + " (expected: 0 <= from < to)");
    }
  }

  /** The range from time zero on. */
  public static Range within(Duration to) {
    return new Range(Duration.ZERO, to);
  }
}
