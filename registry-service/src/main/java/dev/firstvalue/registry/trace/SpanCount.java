package dev.firstvalue.registry.trace;

import dev.firstvalue.registry.metrics.Exposition;
import dev.firstvalue.registry.metrics.Exposition.Label;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/** How many spans wait, were taken, and were lost. Thread-safe. */
final class SpanCount {
  private static final String FAMILY = "firstvalue_spans_total";

  private final Semaphore room;
  private final LongAdder sent = new LongAdder();
  private final LongAdder lost = new LongAdder();

  /**
   * Nothing waits yet.
   *
   * @param most how many may wait at a time
   */
  SpanCount(int most) {
    this.room = new Semaphore(most);
  }

  /** Lets a span wait, or counts it as lost where there is no room for it. */
  boolean enter() {
    if (room.tryAcquire()) {
      return true;
    }
    lost.increment();
    return false;
  }

  /** Some that waited were sent. */
  void leave(int spans, boolean taken) {
    (taken ? sent : lost).add(spans);
    room.release(spans);
  }

  void write(Exposition page) {
    page.family(FAMILY, "counter", "Spans of traces, by what became of them.");
    page.sample(FAMILY, List.of(new Label("outcome", "sent")), (double) sent.sum());
    page.sample(FAMILY, List.of(new Label("outcome", "lost")), (double) lost.sum());
  }
}
