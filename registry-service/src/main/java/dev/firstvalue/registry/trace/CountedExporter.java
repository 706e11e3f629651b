package dev.firstvalue.registry.trace;

import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what the collector takes, and says once when it takes none, and once when it does again.
 */
final class CountedExporter implements SpanExporter {
  private static final Logger LOG = LoggerFactory.getLogger(CountedExporter.class);

  // Would say the same again and again, and beside the log. Held, since it may else be forgotten.
  private static final java.util.logging.Logger OF_THE_SDK =
      java.util.logging.Logger.getLogger("io.opentelemetry.exporter");

  static {
    OF_THE_SDK.setLevel(Level.OFF);
  }

  /** What the SDK packs a failure of the JDK's client into. */
  private static final Set<Class<?>> WRAPPERS =
      Set.of(HttpExportException.class, CompletionException.class, UncheckedIOException.class);

  private final SpanExporter next;
  private final SpanCount count;
  private final URI collector;
  private boolean failing;

  CountedExporter(SpanExporter next, SpanCount count, URI collector) {
    this.next = next;
    this.count = count;
    this.collector = collector;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    // The SDK empties the collection when this has returned.
    int size = spans.size();
    CompletableResultCode result = next.export(spans);
    return result.whenComplete(
        () -> {
          count.leave(size, result.isSuccess());
          tell(result.isSuccess(), result.getFailureThrowable());
        });
  }

  private synchronized void tell(boolean taken, @Nullable Throwable why) {
    if (taken == failing) {
      failing = !taken;
      if (failing) {
        LOG.warn("traces to {} are lost: {}", collector, reason(why));
      } else {
        LOG.warn("traces to {} are taken again", collector);
      }
    }
  }

  /** What the collector answered, or why it did not. */
  private static String reason(@Nullable Throwable failure) {
    if (failure instanceof HttpExportException refused && refused.getResponse() != null) {
      return "it answers " + refused.getResponse().getStatusCode();
    }
    @Nullable Throwable why = failure;
    while (why != null && WRAPPERS.contains(why.getClass())) {
      why = why.getCause();
    }
    return String.valueOf(why);
  }

  @Override
  public CompletableResultCode flush() {
    return next.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return next.shutdown();
  }
}
