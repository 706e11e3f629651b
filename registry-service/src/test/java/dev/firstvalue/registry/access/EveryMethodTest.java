package dev.firstvalue.registry.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import dev.firstvalue.proto.ProtoComments;
import dev.firstvalue.registry.RawBytes;
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
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A server with every service of the protos, asked over real channels, a token for each role, and
 * the table of {@code docs/security.md} that says what has to come of it. The services of other
 * modules answer everything with nothing.
 */
public abstract class EveryMethodTest extends RegistryTest {
  protected static final List<Role> COLUMNS =
      List.of(Role.SERVICE, Role.READER, Role.PROPOSER, Role.OWNER, Role.ADMIN);

  private static final Path TABLE = Path.of("../docs/security.md");

  protected final Map<Role, String> secrets = new EnumMap<>(Role.class);
  protected RegistryServer server;
  protected ManagedChannel channel;

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
            // Nothing is written behind the test's back.
            .followEvery(Duration.ofHours(1))
            .access(new Access.ByToken(tokens, clock));
    services().stream()
        .filter(service -> !service.getName().equals(RegistryServiceGrpc.SERVICE_NAME))
        .filter(service -> !service.getName().equals(AuditServiceGrpc.SERVICE_NAME))
        .forEach(service -> builder.addService(answering(service)));
    server = builder.start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  @AfterEach
  protected void stop() {
    channel.shutdownNow();
    server.close();
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

  /** Every method of the protos. */
  protected static List<MethodDescriptor<?, ?>> methods() {
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

  /** How a call without a word in it ends. */
  protected Status.Code grpc(MethodDescriptor<?, ?> method, Optional<String> secret) {
    Metadata headers = new Metadata();
    secret.ifPresent(text -> headers.put(Admission.AUTHORIZATION, "Bearer " + text));
    try {
      // One answer is enough: the rest of a stream is cancelled.
      boolean any =
          ClientCalls.blockingServerStreamingCall(
                  io.grpc.ClientInterceptors.intercept(
                      channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
                  method.toBuilder(RawBytes.MARSHALLER, RawBytes.MARSHALLER)
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

  protected static String shortName(MethodDescriptor<?, ?> method) {
    return method.getFullMethodName().replaceFirst(".*\\.", "");
  }

  /** The table of methods: behind the name of each its cells, one a role, then the trail's. */
  protected static Map<String, List<String>> table() throws IOException {
    Map<String, List<String>> rows = new TreeMap<>();
    for (String line : Files.readAllLines(TABLE)) {
      if (line.matches("\\| `\\w+/\\w+` \\|.*")) {
        List<String> cells = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
        rows.put(cells.get(1).replace("`", ""), cells.subList(2, cells.size() - 1));
      }
    }
    return rows;
  }
}
