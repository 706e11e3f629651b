package dev.firstvalue.store.connect;

import java.time.Duration;

/**
 * How far a running query is.
 *
 * @param readRows rows read so far
 * @param totalRows rows it will read in all, about; 0 when the store does not know yet
 * @param memoryBytes memory it holds now
 * @param elapsed since it began
 */
public record Progress(long readRows, long totalRows, long memoryBytes, Duration elapsed) {

  /** Hears of running queries, about twice a second, on the thread that waits for the query. */
  @FunctionalInterface
  public interface Listener {

    /** Hears nothing; nobody asks the store either. */
    Listener NONE = (purpose, progress) -> {};

    void progressed(String purpose, Progress progress);
  }
}
