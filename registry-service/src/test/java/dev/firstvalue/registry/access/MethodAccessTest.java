package dev.firstvalue.registry.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import dev.firstvalue.proto.ProtoComments;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.AuditServiceGrpc;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every method of the protos, over gRPC and HTTP, asked by every role. What has to come of it is
 * the table of {@code docs/security.md}.
 */
class MethodAccessTest extends RegistryTest {
  private static final Path TABLE = Path.of("../docs/security.md");
  private static final List<Role> COLUMNS =
      List.of(Role.SERVICE, Role.READER, Role.PROPOSER, Role.OWNER, Role.ADMIN);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Role, String> secrets = new EnumMap<>(Role.class);
  private RegistryServer server;
  private ManagedChannel channel;

  @BeforeEach
  void start() {
    Tokens tokens = new Tokens(directory, clock);
    for (Role role : Role.values()) {
      secrets.put(
          role, tokens.create(new Caller(role.word(), "", role), Optional.empty()).secret());
    }
    RegistryServer.Builder builder =
        RegistryServer.builder(registry)
            .http("127.0.0.1", 0)
            .access(new Access.ByToken(tokens, clock));
    services().stream()
        .filter(service -> !service.getName().equals(RegistryServiceGrpc.SERVICE_NAME))
        .filter(service -> !service.getName().equals(AuditServiceGrpc.SERVICE_NAME))
        .forEach(service -> builder.addService(answering(service)));
    server = builder.start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  @AfterEach
  void stop() {
    http.close();
    channel.shutdownNow();
    server.close();
  }

  @Test
  void everyMethodHasARule() {
    assertThat(methods())
        .hasSizeGreaterThan(9)
        .allSatisfy(
            method ->
                assertThat(MethodRules.written(method)).as(method.getFullMethodName()).isPresent());
  }

  @Test
  void everyRoleMayCallWhatTheTableSays() throws Exception {
    Map<String, String> found = new TreeMap<>();
    for (MethodDescriptor<?, ?> method : methods()) {
      StringBuilder row = new StringBuilder();
      for (Role role : COLUMNS) {
        Status.Code code = grpc(method, Optional.ofNullable(secrets.get(role)));
        assertThat(code).isNotIn(Status.Code.UNAUTHENTICATED, Status.Code.UNIMPLEMENTED);
        boolean allowed = code != Status.Code.PERMISSION_DENIED;
        row.append(allowed ? " yes |" : " |");
        if (method.getType() == MethodDescriptor.MethodType.UNARY) {
          assertThat(post(method, Optional.ofNullable(secrets.get(role))).statusCode() != 403)
              .as(method.getFullMethodName() + " over HTTP for " + role)
              .isEqualTo(allowed);
        }
      }
      found.put("`" + shortName(method) + "`", row.toString());
    }
    assertThat(table()).isEqualTo(found);
  }

  @Test
  void nobodyCallsAnythingWithoutAToken() throws Exception {
    for (MethodDescriptor<?, ?> method : methods()) {
      for (Optional<String> bad : List.of(Optional.<String>empty(), Optional.of("fv_guess"))) {
        assertThat(grpc(method, bad))
            .as(method.getFullMethodName())
            .isEqualTo(Status.Code.UNAUTHENTICATED);
        HttpResponse<String> response = post(method, bad);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(response.body())
            .contains("\"unauthenticated\"")
            .contains("google.rpc.ErrorInfo");
      }
    }
  }

  /** Every service of the protos, by its generated class. */
  private static List<ServiceDescriptor> services() {
    List<ServiceDescriptor> services = new ArrayList<>();
    try (InputStream in = ProtoComments.class.getResourceAsStream("comments.binpb")) {
      for (FileDescriptorProto file : FileDescriptorSet.parseFrom(in).getFileList()) {
        for (ServiceDescriptorProto service : file.getServiceList()) {
          if (file.getPackage().startsWith("firstvalue.")) {
            Class<?> generated =
                Class.forName(
                    file.getOptions().getJavaPackage() + "." + service.getName() + "Grpc");
            services.add(
                (ServiceDescriptor) generated.getMethod("getServiceDescriptor").invoke(null));
          }
        }
      }
    } catch (IOException | ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
    assertThat(services).hasSizeGreaterThan(2);
    return services;
  }

  private static List<MethodDescriptor<?, ?>> methods() {
    List<MethodDescriptor<?, ?>> methods = new ArrayList<>();
    services().forEach(service -> methods.addAll(service.getMethods()));
    return methods;
  }

  /** A service whose methods all end well and say nothing. */
  private static BindableService answering(ServiceDescriptor service) {
    ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(service);
    service.getMethods().forEach(method -> answer(definition, method));
    return definition::build;
  }

  private static <Q, R> void answer(
      ServerServiceDefinition.Builder definition, MethodDescriptor<Q, R> method) {
    definition.addMethod(
        method,
        ServerCalls.asyncServerStreamingCall(
            (request, responses) -> {
              responses.onNext(method.parseResponse(InputStream.nullInputStream()));
              responses.onCompleted();
            }));
  }

  private Status.Code grpc(MethodDescriptor<?, ?> method, Optional<String> secret) {
    Metadata headers = new Metadata();
    secret.ifPresent(text -> headers.put(AccessInterceptor.AUTHORIZATION, "Bearer " + text));
    try {
      // One answer is enough: the rest of a stream is cancelled.
      boolean any =
          ClientCalls.blockingServerStreamingCall(
                  io.grpc.ClientInterceptors.intercept(
                      channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
                  method.toBuilder(Nothing.MARSHALLER, Nothing.MARSHALLER)
                      .setType(MethodDescriptor.MethodType.SERVER_STREAMING)
                      .build(),
                  CallOptions.DEFAULT,
                  new byte[0])
              .hasNext();
      return any ? Status.Code.OK : Status.Code.UNKNOWN;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  private HttpResponse<String> post(MethodDescriptor<?, ?> method, Optional<String> secret)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:"
                        + server.httpPort().orElseThrow()
                        + "/"
                        + method.getFullMethodName()))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"));
    secret.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String shortName(MethodDescriptor<?, ?> method) {
    return method.getFullMethodName().replaceFirst(".*\\.", "");
  }

  /** The rows of the table: method, and a cell for each role. */
  private static Map<String, String> table() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    for (String line : Files.readAllLines(TABLE)) {
      if (line.matches("\\| `\\w+/\\w+` \\|.*")) {
        int end = line.indexOf('|', 1);
        rows.put(line.substring(2, end - 1), line.substring(end + 1));
      }
    }
    return rows;
  }

  /** No bytes. */
  private enum Nothing implements MethodDescriptor.Marshaller<byte[]> {
    MARSHALLER;

    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
