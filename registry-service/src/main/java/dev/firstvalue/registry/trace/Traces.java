package dev.firstvalue.registry.trace;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.metrics.Exposition;
import io.grpc.Metadata;
import io.grpc.ServerInterceptor;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Spans on their way to a collector of OpenTelemetry, many at a time, on threads of their own. No
 * call waits for it: what the collector does not take, or takes too slowly, is lost and counted.
 * Thread-safe.
 */
public final class Traces implements AutoCloseable {
  /** How many spans may wait for the collector. */
  static final int MOST_WAITING = 4096;

  private static final int MOST_AT_A_TIME = 512;
  private static final Duration SEND_EVERY = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long NANOS = 1_000_000_000;

  private final SpanCount count = new SpanCount(MOST_WAITING);
  private final SdkTracerProvider provider;

  private Traces(URI collector, InstantSource clock) {
    // Tried once: who waits for the next try waits beside those that come after.
    SpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(collector.toString())
            .setConnectTimeout(PATIENCE)
            .setTimeout(PATIENCE)
            .setRetryPolicy(null)
            .build();
    BatchSpanProcessor batches =
        BatchSpanProcessor.builder(new CountedExporter(exporter, count, collector))
            .setMaxQueueSize(MOST_WAITING)
            .setMaxExportBatchSize(MOST_AT_A_TIME)
            .setScheduleDelay(SEND_EVERY)
            .setExporterTimeout(PATIENCE)
            .build();
    this.provider =
        SdkTracerProvider.builder()
            .setClock(clock(clock))
            .setResource(
                Resource.builder()
                    .put(AttributeKey.stringKey("service.name"), "firstvalue")
                    .build())
            .addSpanProcessor(new CountedProcessor(batches, count))
            .build();
  }

  /**
   * To a collector.
   *
   * @param address of OTLP over HTTP; {@code /v1/traces} follows where it has no path
   * @throws FirstvalueException ARGUMENT_INVALID
   */
  public static Traces to(URI address, InstantSource clock) {
    String scheme = String.valueOf(address.getScheme());
    if (!scheme.matches("https?") || address.getHost() == null || address.getUserInfo() != null) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          "--traces",
          "this is no address of a collector (expected: for example http://localhost:4318)",
          "Give an http or https address without user and password");
    }
    String path = String.valueOf(address.getPath());
    return new Traces(path.matches("/?") ? address.resolve("/v1/traces") : address, clock);
  }

  /** The time of day is the registry's, the length of a span this machine's. */
  private static Clock clock(InstantSource source) {
    return new Clock() {
      @Override
      public long now() {
        Instant now = source.instant();
        return now.getEpochSecond() * NANOS + now.getNano();
      }

      @Override
      public long nanoTime() {
        return System.nanoTime();
      }
    };
  }

  /**
   * Makes a span of every call that it stands around.
   *
   * @param requestId what a call is called
   */
  public ServerInterceptor interceptor(Function<Metadata, String> requestId) {
    return new TraceInterceptor(tracer(), requestId);
  }

  Tracer tracer() {
    return provider.get("dev.firstvalue.registry");
  }

  /** Writes what became of the spans so far. */
  public void write(Exposition page) {
    count.write(page);
  }

  /** Sends what waits still, for a few seconds at most. */
  @Override
  public void close() {
    var _ = provider.shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
