package dev.firstvalue.registry.trace;

import dev.firstvalue.registry.metrics.CallEnd;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes a span of every call: in the trace of its caller, where the caller says of one, and kept if
 * the caller keeps it; else in one of its own. Whoever meets the call after this one finds in its
 * {@code traceparent} where it is.
 */
public final class TraceInterceptor implements ServerInterceptor {
  /** The header of W3C Trace Context. */
  public static final Metadata.Key<String> HEADER =
      Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);

  private final Consumer<Span> spans;
  private final Function<Metadata, String> requestId;
  private final InstantSource clock;

  /**
   * Traces to somebody.
   *
   * @param spans is handed every span when its call has ended, and may not block
   * @param requestId what a call is called
   */
  public TraceInterceptor(
      Consumer<Span> spans, Function<Metadata, String> requestId, InstantSource clock) {
    this.spans = spans;
    this.requestId = requestId;
    this.clock = clock;
  }

  /** What the headers of a call say of its trace. */
  public static Optional<TraceContext> context(Metadata headers) {
    return Optional.ofNullable(headers.get(HEADER)).flatMap(TraceContext::parse);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Optional<TraceContext> caller = context(headers);
    TraceContext own = caller.map(TraceContext::child).orElseGet(TraceContext::root);
    headers.discardAll(HEADER);
    headers.put(HEADER, own.header());
    if (!own.sampled()) {
      return next.startCall(call, headers);
    }
    String request = requestId.apply(headers);
    Instant start = clock.instant();
    long begun = System.nanoTime();
    return CallEnd.tell(
        call,
        headers,
        next,
        status ->
            spans.accept(
                new Span(
                    own,
                    caller.map(TraceContext::span),
                    call.getMethodDescriptor().getFullMethodName(),
                    start,
                    Duration.ofNanos(System.nanoTime() - begun),
                    status,
                    request)));
  }
}
