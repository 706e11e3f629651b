package dev.firstvalue.client;

import java.time.Duration;

/**
 * How fast a client does things. A registry that comes back is found within {@code longestWait} and
 * one call, long before {@code patience} ends.
 *
 * @param refreshEvery between two looks at the registry while it answers
 * @param callDeadline for one answer
 * @param firstWait before the second attempt to reach the registry; doubled each time
 * @param longestWait between two attempts
 * @param patience for the first answer about a definition, when there is no last good one
 */
record Pace(
    Duration refreshEvery,
    Duration callDeadline,
    Duration firstWait,
    Duration longestWait,
    Duration patience) {
  static final Pace USUAL =
      new Pace(
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10));

  Pace {
    if (firstWait.isNegative() || firstWait.isZero() || longestWait.compareTo(firstWait) < 0) {
      throw new IllegalArgumentException(
          "pace: first wait "
              + firstWait
              + ", longest "
              + longestWait
              + " (expected: above zero, the longest at least the first)");
    }
    if (patience.compareTo(longestWait.plus(callDeadline)) <= 0) {
      throw new IllegalArgumentException(
          "pace: patience "
              + patience
              + " (expected: above the longest wait and one call, "
              + longestWait.plus(callDeadline)
              + ")");
    }
  }

  /** The wait after so many attempts in a row failed; at least one. */
  Duration waitAfter(int failures) {
    Duration wait = firstWait;
    for (int i = 1; i < failures && wait.compareTo(longestWait) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longestWait) < 0 ? wait : longestWait;
  }
}
