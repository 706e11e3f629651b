package dev.firstvalue.benchmarks.registry;

import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.version.DocumentLanguage;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own, so that its processor time is its own: {@code registry DIR}, or
 * {@code echo FILE}, bare grpc-java on the same settings that answers every request with the bytes
 * of the file.
 */
final class ServerMain {
  static final String ECHO = "echo.Echo/Echo";

  private static final int LARGEST_REQUEST_BYTES = 4 << 20;
  private static final int LARGEST_HEADERS_BYTES = 16 << 10;

  private ServerMain() {}

  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[1]);
    if (arguments[0].equals("registry")) {
      RegistryRepository repository =
          RegistryRepository.open(path, new DocumentLanguage(), InstantSource.system());
      RegistryServer server = RegistryServer.builder(repository).start();
      System.out.println(server.port());
      server.awaitTermination();
    } else {
      Server server = echo(Files.readAllBytes(path));
      System.out.println(server.getPort());
      server.awaitTermination();
    }
  }

  private static Server echo(byte[] answer) throws Exception {
    ServerServiceDefinition service =
        ServerServiceDefinition.builder("echo.Echo")
            .addMethod(
                Bytes.method(ECHO),
                ServerCalls.asyncUnaryCall(
                    (_, responses) -> {
                      responses.onNext(answer);
                      responses.onCompleted();
                    }))
            .build();
    return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .directExecutor()
        .maxInboundMessageSize(LARGEST_REQUEST_BYTES)
        .maxInboundMetadataSize(LARGEST_HEADERS_BYTES)
        .permitKeepAliveTime(10, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true)
        .keepAliveTime(60, TimeUnit.SECONDS)
        .keepAliveTimeout(20, TimeUnit.SECONDS)
        .addService(service)
        .build()
        .start();
  }
}
