package dev.firstvalue.validator.estimate;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.time.Instant;

/** Instants as messages. */
public final class TimestampMessages {
  private TimestampMessages() {}

  public static Timestamp of(Instant instant) {
    return Timestamps.fromNanos(
        Math.addExact(
            Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano()));
  }
}
