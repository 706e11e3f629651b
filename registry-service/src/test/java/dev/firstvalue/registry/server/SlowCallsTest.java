package dev.firstvalue.registry.server;

import static dev.firstvalue.registry.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlowCallsTest {
  @Test
  void aCallThatDoesNotStartIsAnswered() throws Exception {
    ServerServiceDefinition broken =
        ServerServiceDefinition.builder(RegistryServiceGrpc.SERVICE_NAME)
            .addMethod(
                RegistryServiceGrpc.getGetActiveDefinitionMethod(),
                (_, _) -> {
                  throw new IllegalStateException("not today");
                })
            .build();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Server server =
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .directExecutor()
              .addService(SlowCalls.of(broken, _ -> true, threads))
              .build()
              .start();
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
      try {
        StatusRuntimeException error =
            failure(
                () ->
                    RegistryServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(30, TimeUnit.SECONDS)
                        .getActiveDefinition(ServedTest.active("lessons")));
        assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.UNKNOWN);
      } finally {
        channel.shutdownNow();
        server.shutdownNow();
      }
    }
  }
}
