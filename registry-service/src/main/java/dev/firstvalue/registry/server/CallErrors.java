package dev.firstvalue.registry.server;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.status.ErrorStatus;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where errors become statuses, whether a service throws them or hands them to its
 * observer. What is not of the catalogue is a defect: it is logged whole, and the caller learns
 * that it happened and nothing about our insides.
 */
final class CallErrors {
  private static final Logger LOG = LoggerFactory.getLogger(CallErrors.class);

  private CallErrors() {}

  /** Whether a service may not close with a status as it is. */
  static boolean concerns(Status status) {
    return !status.isOk() && (status.getCause() != null || status.getCode() == Status.Code.UNKNOWN);
  }

  /** What the caller of a method gets in place of a status. */
  static StatusRuntimeException told(String method, Metadata headers, Status status) {
    for (Throwable t = status.getCause(); t != null; t = t.getCause()) {
      if (t instanceof FirstvalueException error) {
        return ErrorStatus.of(error, Optional.empty());
      }
    }
    String request = RequestId.of(headers);
    LOG.atError()
        .setCause(status.getCause())
        .addKeyValue("request", request)
        .log("{} failed with {}", method, status);
    return ErrorStatus.of(
        new FirstvalueException(
            ErrorCode.INTERNAL,
            method,
            "the request met a defect of Firstvalue",
            "Report it with the id of the request, " + request + "; the server's log has the rest",
            Map.of("request", request)),
        Optional.empty());
  }
}
