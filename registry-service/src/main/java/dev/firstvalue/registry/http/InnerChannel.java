package dev.firstvalue.registry.http;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Deadline;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Calls the very services that the gRPC port serves, interceptors included, on the thread of the
 * caller and without a socket: what is refused there is refused here, by the same code.
 */
final class InnerChannel implements AutoCloseable {
  private final Server server;
  private final ManagedChannel channel;

  InnerChannel(List<ServerServiceDefinition> services) {
    String name = InProcessServerBuilder.generateName();
    InProcessServerBuilder builder = InProcessServerBuilder.forName(name).directExecutor();
    services.forEach(builder::addService);
    try {
      server = builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException("no socket is opened, so none can fail", e);
    }
    channel =
        InProcessChannelBuilder.forName(name)
            .directExecutor()
            // What a client may send, the door to it has measured already.
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .build();
  }

  /**
   * Calls a unary method.
   *
   * @param request wire form
   * @return wire form
   * @throws StatusRuntimeException what the service answers
   */
  byte[] call(
      MethodDescriptor<?, ?> method, byte[] request, Metadata headers, Optional<Duration> timeout) {
    CallOptions options =
        timeout
            .map(
                in ->
                    CallOptions.DEFAULT.withDeadline(
                        Deadline.after(in.toMillis(), TimeUnit.MILLISECONDS)))
            .orElse(CallOptions.DEFAULT);
    return ClientCalls.blockingUnaryCall(
        as(headers),
        method.toBuilder(Bytes.MARSHALLER, Bytes.MARSHALLER).build(),
        options,
        request);
  }

  /** A channel whose calls have headers. */
  Channel as(Metadata headers) {
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  /** Messages as they are on the wire. */
  private enum Bytes implements MethodDescriptor.Marshaller<byte[]> {
    MARSHALLER;

    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try (stream) {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException("a stream in memory failed", e);
      }
    }
  }
}
