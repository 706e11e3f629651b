package dev.firstvalue.registry.server;

import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts calls that take their time on threads of their own, the events of each call one after the
 * other, behind a server whose other calls run on the threads of the transport. gRPC's way to
 * choose an executor call by call sets a queue before every call, those that answer from memory
 * among them, and costs them a sixteenth more.
 */
final class SlowCalls {
  private static final Logger LOG = LoggerFactory.getLogger(SlowCalls.class);

  private SlowCalls() {}

  /** The same service, whose slow methods run on these threads. */
  static ServerServiceDefinition of(
      ServerServiceDefinition service, Predicate<MethodDescriptor<?, ?>> slow, Executor threads) {
    ServerServiceDefinition.Builder definition =
        ServerServiceDefinition.builder(service.getServiceDescriptor());
    for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
      ServerMethodDefinition<?, ?> known =
          slow.test(method.getMethodDescriptor()) ? on(threads, method) : method;
      definition.addMethod(known);
    }
    return definition.build();
  }

  private static <Q, R> ServerMethodDefinition<Q, R> on(
      Executor threads, ServerMethodDefinition<Q, R> method) {
    ServerCallHandler<Q, R> handler = method.getServerCallHandler();
    return method.withServerCallHandler(
        (call, headers) -> {
          Events<Q, R> events = new Events<>(call, threads);
          events.start(handler, headers);
          return events;
        });
  }

  /** What happens to one call. */
  private static final class Events<Q, R> extends ServerCall.Listener<Q> {
    private final ServerCall<Q, R> call;
    private final Executor sequence;
    private final Context context = Context.current();

    /** Only events of the call look at it, each after the one that set it. */
    private ServerCall.Listener<Q> listener = new ServerCall.Listener<>() {};

    Events(ServerCall<Q, R> call, Executor threads) {
      this.call = call;
      this.sequence = MoreExecutors.newSequentialExecutor(threads);
    }

    void start(ServerCallHandler<Q, R> handler, Metadata headers) {
      next(
          () -> {
            try {
              listener = handler.startCall(call, headers);
            } catch (RuntimeException e) {
              LOG.error("{} did not start", call.getMethodDescriptor().getFullMethodName(), e);
              call.close(Status.UNKNOWN, new Metadata());
            }
          });
    }

    private void next(Runnable event) {
      sequence.execute(context.wrap(event));
    }

    @Override
    public void onMessage(Q message) {
      next(() -> listener.onMessage(message));
    }

    @Override
    public void onHalfClose() {
      next(() -> listener.onHalfClose());
    }

    @Override
    public void onCancel() {
      next(() -> listener.onCancel());
    }

    @Override
    public void onComplete() {
      next(() -> listener.onComplete());
    }

    @Override
    public void onReady() {
      next(() -> listener.onReady());
    }
  }
}
