package dev.firstvalue.registry.trace;

import dev.firstvalue.registry.metrics.CallEnd;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.function.Function;

/**
 * Makes a span of every call: in the trace of its caller, where the caller says of one, and kept if
 * the caller keeps it; else in one of its own. Whoever meets the call after this one finds in its
 * {@code traceparent} where it is.
 */
final class TraceInterceptor implements ServerInterceptor {
  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("rpc.system");
  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("rpc.service");
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("rpc.method");
  private static final AttributeKey<Long> STATUS = AttributeKey.longKey("rpc.grpc.status_code");
  private static final AttributeKey<String> REQUEST = AttributeKey.stringKey("firstvalue.request");

  private final Tracer tracer;
  private final Function<Metadata, String> requestId;

  /**
   * Traces calls.
   *
   * @param requestId what a call is called
   */
  TraceInterceptor(Tracer tracer, Function<Metadata, String> requestId) {
    this.tracer = tracer;
    this.requestId = requestId;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String method = call.getMethodDescriptor().getFullMethodName();
    Context caller = TraceHeaders.read(headers);
    Span span =
        tracer.spanBuilder(method).setParent(caller).setSpanKind(SpanKind.SERVER).startSpan();
    TraceHeaders.write(caller.with(span), headers);
    if (!span.isRecording()) {
      return next.startCall(call, headers);
    }
    int slash = method.indexOf('/');
    span.setAttribute(SYSTEM, "grpc")
        .setAttribute(SERVICE, method.substring(0, slash))
        .setAttribute(METHOD, method.substring(slash + 1))
        .setAttribute(REQUEST, requestId.apply(headers));
    return CallEnd.tell(call, headers, next, status -> end(span, status));
  }

  private static void end(Span span, Status.Code status) {
    span.setAttribute(STATUS, (long) status.value());
    if (isServersFault(status)) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }

  /**
   * Whether the server is at fault, and not who called. Source: OpenTelemetry, semantic conventions
   * for gRPC, "Status".
   */
  private static boolean isServersFault(Status.Code status) {
    return switch (status) {
      case UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS -> true;
      case OK,
          CANCELLED,
          INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          RESOURCE_EXHAUSTED,
          FAILED_PRECONDITION,
          ABORTED,
          OUT_OF_RANGE,
          UNAUTHENTICATED ->
          false;
    };
  }
}
