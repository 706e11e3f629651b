package dev.firstvalue.definition.facts;

import java.time.Duration;

/**
 * How many came back to value: of the entities that are neither excluded nor set aside, whose
 * newness is verified, who reached value inside the window, and for whom {@code t0} is at least the
 * window and {@code within} before the watermark.
 *
 * <p>The value event is read afresh: on the events after the instant at which it was first reached,
 * with that length of time as its window. Whoever is counted by a variant is counted by it again.
 *
 * @param within how long after the first time
 * @param again for how many it held again
 * @param setAside of how many more events match than are counted, so that nothing is known
 */
public record Repeats(Duration within, int again, int setAside) {
  public Repeats {
    if (!within.isPositive() || again < 0 || setAside < 0) {
      throw new IllegalArgumentException(
          "repeats: "
              + again
              + " and "
              + setAside
              + " within "
              + within
              + " (expected: a positive time, counts of at least 0)");
    }
  }
}
