package dev.firstvalue.registry.server;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.time.Instant;

/** Instants of requests. */
final class Instants {
  private Instants() {}

  /**
   * The instant that a field names.
   *
   * @throws FirstvalueException ARGUMENT_INVALID for one that no calendar has
   */
  static Instant of(String field, Timestamp timestamp) {
    if (!Timestamps.isValid(timestamp)) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          field,
          "no instant of any calendar (expected: years 1 to 9999, 0 to 999,999,999 nanoseconds)",
          "Correct the request");
    }
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}
