package dev.firstvalue.registry.server;

import dev.firstvalue.registry.http.HttpAccess;
import dev.firstvalue.registry.metrics.CallEnd;
import dev.firstvalue.registry.trace.TraceHeaders;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.inprocess.InProcessSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

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
    ServerCall<Q, R> named =
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void sendHeaders(Metadata answer) {
            answer.put(RequestId.KEY, id);
            super.sendHeaders(answer);
          }
        };
    return CallEnd.tell(named, headers, next, status -> write(call, headers, id, status, start));
  }

  private static void write(
      ServerCall<?, ?> call, Metadata headers, String id, Status.Code status, long start) {
    @Nullable SocketAddress peer = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    // What came over HTTP: the port of gRPC believes no such header.
    boolean inProcess = peer instanceof InProcessSocketAddress;
    LoggingEventBuilder line =
        LOG.atInfo()
            .addKeyValue("request", id)
            .addKeyValue("method", call.getMethodDescriptor().getFullMethodName())
            .addKeyValue("status", status)
            .addKeyValue("micros", (System.nanoTime() - start) / NANOS_A_MICRO)
            .addKeyValue("peer", inProcess ? headers.get(HttpAccess.PEER) : peer)
            .addKeyValue("agent", headers.get(inProcess ? HttpAccess.AGENT : AGENT));
    TraceHeaders.trace(headers)
        .map(trace -> line.addKeyValue("trace", trace))
        .orElse(line)
        .log("call");
  }
}
