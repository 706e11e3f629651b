package dev.firstvalue.store.connect;

import java.time.Duration;

/**
 * What one query may take.
 *
 * @param time wall clock, at least a second
 * @param memoryBytes memory on one node, in bytes; positive
 * @param resultRows rows of the answer; positive
 * @param readRows rows read from tables; positive, {@link Long#MAX_VALUE} for no limit
 */
public record QueryLimits(Duration time, long memoryBytes, long resultRows, long readRows) {

  /** 10 minutes, 4 GiB, 10 million rows in the answer, any number of rows read. */
  public static final QueryLimits DEFAULT =
      new QueryLimits(Duration.ofMinutes(10), 4L << 30, 10_000_000, Long.MAX_VALUE);

  public QueryLimits {
    if (time.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("time: " + time + " (expected: >= 1 s)");
    }
    requirePositive("memoryBytes", memoryBytes);
    requirePositive("resultRows", resultRows);
    requirePositive("readRows", readRows);
  }

  public QueryLimits withTime(Duration other) {
    return new QueryLimits(other, memoryBytes, resultRows, readRows);
  }

  public QueryLimits withMemoryBytes(long other) {
    return new QueryLimits(time, other, resultRows, readRows);
  }

  public QueryLimits withResultRows(long other) {
    return new QueryLimits(time, memoryBytes, other, readRows);
  }

  public QueryLimits withReadRows(long other) {
    return new QueryLimits(time, memoryBytes, resultRows, other);
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
    }
  }
}
