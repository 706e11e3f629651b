package dev.firstvalue.registry.trace;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * Lets as many spans wait as there is room for. The SDK's own queue would drop the others just as
 * well, but says so to a meter of the SDK alone.
 */
final class CountedProcessor implements SpanProcessor {
  private final SpanProcessor next;
  private final SpanCount count;

  CountedProcessor(SpanProcessor next, SpanCount count) {
    this.next = next;
    this.count = count;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    next.onStart(parent, span);
  }

  @Override
  public boolean isStartRequired() {
    return next.isStartRequired();
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (count.enter()) {
      next.onEnd(span);
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public CompletableResultCode shutdown() {
    return next.shutdown();
  }

  @Override
  public CompletableResultCode forceFlush() {
    return next.forceFlush();
  }
}
