package dev.firstvalue.registry.server;

import com.google.protobuf.Message;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Small requests that were found sound lately. Each has one place, by its hash, and loses it to the
 * next that has the same: whatever strangers send, looking costs one comparison and the memory is
 * bounded. Thread-safe.
 */
final class SoundRequests {
  private static final int PLACES = 1 << 12;
  private static final int LARGEST_BYTES = 256;

  private final AtomicReferenceArray<Message> places = new AtomicReferenceArray<>(PLACES);

  boolean isKept(Message request) {
    return request.equals(places.getAcquire(place(request)));
  }

  void keep(Message request) {
    if (request.getSerializedSize() <= LARGEST_BYTES) {
      places.setRelease(place(request), request);
    }
  }

  private static int place(Message request) {
    int hash = request.hashCode();
    return (hash ^ hash >>> 16) & PLACES - 1;
  }
}
