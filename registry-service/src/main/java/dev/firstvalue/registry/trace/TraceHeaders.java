package dev.firstvalue.registry.trace;

import io.grpc.Metadata;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where in which trace a call happens, as its headers {@code traceparent} and {@code tracestate}
 * say it. What is none by W3C Trace Context is passed over, as the standard asks for.
 */
public final class TraceHeaders {
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
  private static final TextMapGetter<Function<String, @Nullable String>> BY_NAME = new ByName();

  private TraceHeaders() {}

  /** The id of the trace that a call is in: 32 hexadecimal digits in lower case. */
  public static Optional<String> trace(Metadata headers) {
    SpanContext at = Span.fromContext(read(headers)).getSpanContext();
    return at.isValid() ? Optional.of(at.getTraceId()) : Optional.empty();
  }

  /**
   * Hands on to a call what a request over HTTP says of its trace.
   *
   * @param request the header of a name; null where it has none
   */
  public static void handOn(Function<String, @Nullable String> request, Metadata headers) {
    write(W3C.extract(Context.root(), request, BY_NAME), headers);
  }

  static Context read(Metadata headers) {
    return W3C.extract(Context.root(), name -> headers.get(key(name)), BY_NAME);
  }

  /** Puts a place in the stead of the one that the headers had; none leaves them without any. */
  static void write(Context at, Metadata headers) {
    W3C.fields().forEach(name -> headers.discardAll(key(name)));
    W3C.inject(at, headers, (into, name, value) -> into.put(key(name), value));
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  /** Headers that are asked for by name alone. */
  private static final class ByName implements TextMapGetter<Function<String, @Nullable String>> {
    @Override
    public Iterable<String> keys(Function<String, @Nullable String> headers) {
      return W3C.fields();
    }

    @Override
    public @Nullable String get(@Nullable Function<String, @Nullable String> headers, String name) {
      return headers == null ? null : headers.apply(name);
    }
  }
}
