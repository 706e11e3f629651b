package dev.firstvalue.validator;

import java.time.Instant;
import java.util.Optional;

/**
 * What part of the log is read.
 *
 * @param asOf the end of what is known; the log's own watermark when absent
 * @param since time zero at or after this; open when absent
 * @param until time zero before this; open when absent
 */
public record Scope(Optional<Instant> asOf, Optional<Instant> since, Optional<Instant> until) {
  /** The whole log up to its own watermark. */
  public static Scope everything() {
    return new Scope(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
