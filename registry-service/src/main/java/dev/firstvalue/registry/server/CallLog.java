package dev.firstvalue.registry.server;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line a call: which, by whom, how it ended and how long it took. The answer carries the
 * request's id back. Nothing of what was asked or answered is written.
 */
final class CallLog implements ServerInterceptor {
  private static final Metadata.Key<String> AGENT =
      Metadata.Key.of("user-agent", Metadata.ASCII_STRING_MARSHALLER);
  private static final long NANOS_A_MICRO = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(CallLog.class);

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String id = RequestId.of(headers);
    long start = System.nanoTime();
    AtomicBoolean over = new AtomicBoolean();
    ServerCall<Q, R> logged =
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void sendHeaders(Metadata answer) {
            answer.put(RequestId.KEY, id);
            super.sendHeaders(answer);
          }

          @Override
          public void close(Status status, Metadata trailers) {
            if (!over.getAndSet(true)) {
              write(this, headers, id, status.getCode(), start);
            }
            super.close(status, trailers);
          }
        };
    return new SimpleForwardingServerCallListener<>(next.startCall(logged, headers)) {
      @Override
      public void onCancel() {
        if (!over.getAndSet(true)) {
          write(call, headers, id, Status.Code.CANCELLED, start);
        }
        super.onCancel();
      }
    };
  }

  private static void write(
      ServerCall<?, ?> call, Metadata headers, String id, Status.Code status, long start) {
    LOG.atInfo()
        .addKeyValue("request", id)
        .addKeyValue("method", call.getMethodDescriptor().getFullMethodName())
        .addKeyValue("status", status)
        .addKeyValue("micros", (System.nanoTime() - start) / NANOS_A_MICRO)
        .addKeyValue("peer", call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR))
        .addKeyValue("agent", headers.get(AGENT))
        .log("call");
  }
}
