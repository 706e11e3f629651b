package dev.firstvalue.registry.reader;

import dev.firstvalue.registry.access.Caller;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/** Lets the service know with what it is called. Whoever calls has been let in already. */
public final class ReaderInterceptor implements ServerInterceptor {
  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    ReaderClient client = ReaderClient.of(Caller.current(), headers);
    return Contexts.interceptCall(client.within(Context.current()), call, headers, next);
  }
}
