package dev.firstvalue.definition.facts;

import java.time.Instant;
import java.util.Optional;

/**
 * The end of what is known: events at or after it are not read.
 *
 * @param instant the watermark
 * @param basis where it comes from
 */
public record Watermark(Instant instant, Basis basis) {

  /** Where a watermark comes from. */
  public enum Basis {
    /** The caller said so. */
    AS_OF,
    /** The newest event, minus lateness. */
    NEWEST_EVENT,
    /** Now, minus lateness: the newest event lies in the future. */
    NOW,
    /** There are no events. */
    EMPTY
  }

  /** {@code asOf} if given, else min(now, newest event) minus the lateness of the log. */
  public static Watermark of(Optional<Instant> asOf, Extent extent, Instant now) {
    if (asOf.isPresent()) {
      return new Watermark(asOf.get(), Basis.AS_OF);
    }
    if (extent.newest().isEmpty()) {
      return new Watermark(now, Basis.EMPTY);
    }
    Instant newest = extent.newest().get();
    return newest.isAfter(now)
        ? new Watermark(now.minus(extent.lateness()), Basis.NOW)
        : new Watermark(newest.minus(extent.lateness()), Basis.NEWEST_EVENT);
  }
}
