package dev.firstvalue.registry.git;

import java.io.IOException;
import java.io.InterruptedIOException;

/** Writers of other processes, which a ref has to be shared with: each is done in milliseconds. */
public final class OtherWriters {
  private static final int LONGEST_WAIT_MILLIS = 50;

  private OtherWriters() {}

  /**
   * Waits before another attempt to move a ref, a millisecond longer each time, 50 at most.
   *
   * @param attempt how many failed before this one, from 0
   * @throws InterruptedIOException when the thread is to end
   */
  public static void letFinish(int attempt) throws IOException {
    try {
      Thread.sleep(Math.min(attempt, LONGEST_WAIT_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while another writer was at work");
    }
  }
}
