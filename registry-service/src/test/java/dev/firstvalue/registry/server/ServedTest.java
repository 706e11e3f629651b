package dev.firstvalue.registry.server;

import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of reads share: a server for the repository, and a channel to it. */
abstract class ServedTest extends RegistryTest {
  static final String LESSONS = "definitions/lessons.yaml";

  RegistryServer server;
  ManagedChannel channel;
  RegistryServiceGrpc.RegistryServiceBlockingStub stub;

  @BeforeEach
  void start() {
    server = served(RegistryServer.builder(registry).followEvery(Duration.ofMillis(20))).start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    stub = RegistryServiceGrpc.newBlockingStub(channel);
  }

  /** What the server has beside the registry. */
  RegistryServer.Builder served(RegistryServer.Builder builder) {
    return builder;
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
  }

  static GetActiveDefinitionRequest active(String name) {
    return GetActiveDefinitionRequest.newBuilder().setName(name).build();
  }
}
