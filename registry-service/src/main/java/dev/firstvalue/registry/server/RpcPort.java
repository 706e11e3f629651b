package dev.firstvalue.registry.server;

import dev.firstvalue.registry.access.Tls;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The port of gRPC: what answers from memory does so on the thread of the transport. */
final class RpcPort {
  /** Methods of the registry that compute, sort, or look elsewhere than into memory. */
  private static final Set<String> TAKE_THEIR_TIME =
      Set.of(
          RegistryServiceGrpc.getDiffVersionsMethod().getFullMethodName(),
          RegistryServiceGrpc.getCompileDefinitionMethod().getFullMethodName(),
          RegistryServiceGrpc.getListReadersMethod().getFullMethodName(),
          RegistryServiceGrpc.getListDependentsMethod().getFullMethodName());

  private static final int LARGEST_REQUEST_BYTES = 4 << 20;
  private static final int LARGEST_HEADERS_BYTES = 16 << 10;

  private RpcPort() {}

  /**
   * A server that is not started yet.
   *
   * @param services with what surrounds each of their calls
   * @param health asked by everybody
   * @param threads for every other method
   */
  static Server of(
      InetSocketAddress address,
      List<ServerServiceDefinition> services,
      BindableService health,
      Optional<Tls> tls,
      Executor threads) {
    NettyServerBuilder netty =
        NettyServerBuilder.forAddress(address)
            .directExecutor()
            .maxInboundMessageSize(LARGEST_REQUEST_BYTES)
            .maxInboundMetadataSize(LARGEST_HEADERS_BYTES)
            // Clients hold a stream open for hours: their pings are welcome, and ours find the
            // dead.
            .permitKeepAliveTime(RegistryServer.PERMITTED_KEEPALIVE.toSeconds(), TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .keepAliveTime(60, TimeUnit.SECONDS)
            .keepAliveTimeout(20, TimeUnit.SECONDS);
    services.forEach(
        service -> netty.addService(SlowCalls.of(service, RpcPort::takesItsTime, threads)));
    netty.addService(health);
    tls.ifPresent(keys -> netty.sslContext(keys.netty()));
    return netty.build();
  }

  private static boolean takesItsTime(MethodDescriptor<?, ?> method) {
    return !RegistryServiceGrpc.SERVICE_NAME.equals(method.getServiceName())
        || TAKE_THEIR_TIME.contains(method.getFullMethodName());
  }
}
