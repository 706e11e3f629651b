package dev.firstvalue.registry.trace;

import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A call that ended.
 *
 * @param parent the span of the caller; empty where the trace begins here
 * @param method in full: {@code firstvalue.registry.v1.RegistryService/GetActiveDefinition}
 * @param request its id, the one of logs and errors
 */
public record Span(
    TraceContext context,
    Optional<String> parent,
    String method,
    Instant start,
    Duration took,
    Status.Code status,
    String request) {
  /**
   * Whether the server is at fault, and not who called. Source: OpenTelemetry, semantic conventions
   * for gRPC, "Status".
   */
  boolean failed() {
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
