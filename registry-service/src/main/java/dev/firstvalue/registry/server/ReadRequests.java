package dev.firstvalue.registry.server;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Small requests that were read lately, by their bytes: clients ask the same over and over. Each
 * has one place, by its hash, and loses it to the next that has the same: whatever strangers send,
 * looking costs one comparison and the memory is bounded. Thread-safe.
 */
final class ReadRequests {
  static final int LARGEST_BYTES = 256;
  private static final int PLACES = 1 << 12;

  private final AtomicReferenceArray<@Nullable Read> places = new AtomicReferenceArray<>(PLACES);

  /** What was read by whom from which bytes. */
  private static final class Read {
    private final Requests<?> reader;
    private final byte[] bytes;
    private final Object request;

    Read(Requests<?> reader, byte[] bytes, Object request) {
      this.reader = reader;
      this.bytes = bytes;
      this.request = request;
    }
  }

  /** What the reader of a method made of the same bytes; null if it is not kept. */
  <Q> @Nullable Q get(Requests<Q> reader, byte[] bytes) {
    @Nullable Read kept = places.getAcquire(place(bytes));
    if (kept == null || kept.reader != reader || !Arrays.equals(kept.bytes, bytes)) {
      return null;
    }
    @SuppressWarnings("unchecked") // its own reader put it there
    Q request = (Q) kept.request;
    return request;
  }

  /** Keeps a request. Neither the bytes nor the request may change from now on. */
  <Q> void put(Requests<Q> reader, byte[] bytes, Q request) {
    places.setRelease(place(bytes), new Read(reader, bytes, request));
  }

  private static int place(byte[] bytes) {
    int hash = Arrays.hashCode(bytes);
    return (hash ^ hash >>> 16) & PLACES - 1;
  }
}
