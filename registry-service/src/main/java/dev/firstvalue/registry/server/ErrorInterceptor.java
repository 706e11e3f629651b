package dev.firstvalue.registry.server;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.status.ErrorStatus;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where errors become statuses, whether a service throws them or hands them to its
 * observer. What is not of the catalogue is a defect: it is logged whole, and the caller learns
 * that it happened and nothing about our insides.
 */
final class ErrorInterceptor implements ServerInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorInterceptor.class);

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    MappingCall<Q, R> mapping = new MappingCall<>(call, headers);
    return new CatchingListener<>(mapping, next.startCall(mapping, headers));
  }

  /** Maps the status that a service closes with. */
  private static final class MappingCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final AtomicBoolean closed = new AtomicBoolean();

    private final Metadata headers;

    MappingCall(ServerCall<Q, R> call, Metadata headers) {
      super(call);
      this.headers = headers;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      if (closed.getAndSet(true)) {
        return;
      }
      Throwable cause = status.getCause();
      if (!status.isOk() && (cause != null || status.getCode() == Status.Code.UNKNOWN)) {
        StatusRuntimeException mapped = mapped(status, cause);
        super.close(mapped.getStatus(), ErrorStatus.trailers(mapped));
      } else {
        super.close(status, trailers);
      }
    }

    private StatusRuntimeException mapped(Status status, @Nullable Throwable cause) {
      String method = getMethodDescriptor().getFullMethodName();
      for (Throwable t = cause; t != null; t = t.getCause()) {
        if (t instanceof FirstvalueException error) {
          return ErrorStatus.of(error, Optional.empty());
        }
      }
      String request = RequestId.of(headers);
      LOG.atError()
          .setCause(cause)
          .addKeyValue("request", request)
          .log("{} failed with {}", method, status);
      return ErrorStatus.of(
          new FirstvalueException(
              ErrorCode.INTERNAL,
              method,
              "the request met a defect of Firstvalue",
              "Report it with the id of the request, "
                  + request
                  + "; the server's log has the rest",
              Map.of("request", request)),
          Optional.empty());
    }
  }

  /** Hands what a service throws to its call. */
  private static final class CatchingListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final ServerCall<Q, ?> call;

    CatchingListener(ServerCall<Q, ?> call, ServerCall.Listener<Q> listener) {
      super(listener);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      guarded(() -> super.onMessage(message));
    }

    @Override
    public void onHalfClose() {
      guarded(super::onHalfClose);
    }

    @Override
    public void onReady() {
      guarded(super::onReady);
    }

    private void guarded(Runnable step) {
      try {
        step.run();
      } catch (StatusRuntimeException e) {
        call.close(e.getStatus(), ErrorStatus.trailers(e));
      } catch (RuntimeException e) {
        call.close(Status.UNKNOWN.withCause(e), new Metadata());
      }
    }
  }
}
