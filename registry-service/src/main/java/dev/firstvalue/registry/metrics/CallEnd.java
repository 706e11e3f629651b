package dev.firstvalue.registry.metrics;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The end of a call, told once: with its status, or as CANCELLED when its caller went away. */
public final class CallEnd {
  private CallEnd() {}

  /** Starts a call whose end somebody is told. */
  public static <Q, R> ServerCall.Listener<Q> tell(
      ServerCall<Q, R> call,
      Metadata headers,
      ServerCallHandler<Q, R> next,
      Consumer<Status.Code> ended) {
    AtomicBoolean over = new AtomicBoolean();
    ServerCall<Q, R> told =
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            if (!over.getAndSet(true)) {
              ended.accept(status.getCode());
            }
            super.close(status, trailers);
          }
        };
    return new SimpleForwardingServerCallListener<>(next.startCall(told, headers)) {
      @Override
      public void onCancel() {
        if (!over.getAndSet(true)) {
          ended.accept(Status.Code.CANCELLED);
        }
        super.onCancel();
      }
    };
  }
}
