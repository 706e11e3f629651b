package dev.firstvalue.validator;

import java.time.Instant;
import java.util.Optional;

/**
 * What part of the log is read, and what is made of who is immature.
 *
 * @param asOf the end of what is known; the log's own watermark when absent
 * @param since time zero at or after this; open when absent
 * @param until time zero before this; open when absent
 * @param bounds whether to say what the immature could still do to reach and lift
 */
public record Scope(
    Optional<Instant> asOf, Optional<Instant> since, Optional<Instant> until, boolean bounds) {
  /** A part of the log, the immature left out. */
  public Scope(Optional<Instant> asOf, Optional<Instant> since, Optional<Instant> until) {
    this(asOf, since, until, false);
  }

  /** The same part, with bounds for the immature. */
  public Scope withBounds() {
    return new Scope(asOf, since, until, true);
  }

  /** The whole log up to its own watermark. */
  public static Scope everything() {
    return new Scope(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
