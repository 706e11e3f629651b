package dev.firstvalue.registry.access;

import static dev.firstvalue.registry.Documents.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import dev.firstvalue.registry.v1.ListReportsRequest;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both ports encrypted, with keys of their own. */
class TlsTest extends RegistryTest {
  private @Nullable RegistryServer server;
  private @Nullable ManagedChannel channel;

  @AfterEach
  void stop() {
    disconnect();
    if (server != null) {
      server.close();
    }
  }

  @Test
  void whoTrustsTheAuthorityIsAnsweredAndNobodyInTheClear() throws Exception {
    start(Optional.empty());
    assertThat(stub(Optional.empty()).getActiveDefinition(lessons()).getRegistryRevision())
        .isEqualTo(2);
    assertThat(https(new KeyManager[0])).isEqualTo(200);

    disconnect();
    channel = NettyChannelBuilder.forAddress("localhost", running().port()).usePlaintext().build();
    assertThat(failure(RegistryServiceGrpc.newBlockingStub(channel)))
        .isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void whereCertificatesAreAskedForOneOfTheAuthorityMakesAService() throws Exception {
    start(Optional.of(file("authority.pem")));
    var known = stub(Optional.of("client"));
    assertThat(known.getActiveDefinition(lessons()).getDefinition().getName()).isEqualTo("lessons");
    // A service fetches definitions and reads no reports.
    assertThatThrownBy(
            () -> known.listReports(ListReportsRequest.newBuilder().setSubject("lessons").build()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e ->
                assertThat(e.getStatus())
                    .matches(status -> status.getCode() == Status.Code.PERMISSION_DENIED)
                    .matches(
                        status -> String.valueOf(status.getDescription()).contains("billing")));

    disconnect();
    assertThat(failure(stub(Optional.empty()))).isEqualTo(Status.Code.UNAVAILABLE);
    disconnect();
    assertThat(failure(stub(Optional.of("intruder")))).isEqualTo(Status.Code.UNAVAILABLE);
    assertThatThrownBy(() -> https(new KeyManager[0])).isInstanceOf(IOException.class);
  }

  @Test
  void keysThatCannotBeUsedAreSaid() throws Exception {
    Path nonsense = Files.writeString(home.resolve("nonsense.pem"), "nonsense");
    for (boolean http : new boolean[] {false, true}) {
      RegistryServer.Builder builder =
          RegistryServer.builder(registry).tls(new Tls(nonsense, nonsense, Optional.empty()));
      assertThatThrownBy(() -> (http ? builder.http("127.0.0.1", 0) : builder).start())
          .isInstanceOfSatisfying(
              FirstvalueException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_UNREADABLE));
    }
  }

  @Test
  void offThisMachineNobodyIsLetInUnasked() {
    for (RegistryServer.Builder builder :
        new RegistryServer.Builder[] {
          RegistryServer.builder(registry).address("0.0.0.0", 0),
          RegistryServer.builder(registry).http("0.0.0.0", 0)
        }) {
      assertThatThrownBy(builder::start)
          .isInstanceOfSatisfying(
              FirstvalueException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.ARGUMENT_INVALID);
                assertThat(e.remedy()).contains("firstvalue token create");
              });
    }
  }

  private void disconnect() {
    if (channel != null) {
      channel.shutdownNow();
    }
  }

  private RegistryServer running() {
    return Objects.requireNonNull(server);
  }

  private void start(Optional<Path> clientAuthorities) throws URISyntaxException {
    commit("definitions/lessons.yaml", definition("lessons", 3));
    RegistryServer.Builder builder =
        RegistryServer.builder(registry)
            .http("127.0.0.1", 0)
            .tls(new Tls(file("server.pem"), file("server.key"), clientAuthorities));
    if (clientAuthorities.isPresent()) {
      builder.access(new Access.ByToken(new Tokens(directory, clock), clock));
    }
    server = builder.start();
  }

  private RegistryServiceGrpc.RegistryServiceBlockingStub stub(Optional<String> certificate)
      throws SSLException, URISyntaxException {
    SslContextBuilder keys =
        GrpcSslContexts.forClient().trustManager(file("authority.pem").toFile());
    if (certificate.isPresent()) {
      keys.keyManager(
          file(certificate.get() + ".pem").toFile(), file(certificate.get() + ".key").toFile());
    }
    channel =
        NettyChannelBuilder.forAddress("localhost", running().port())
            .sslContext(keys.build())
            .build();
    return RegistryServiceGrpc.newBlockingStub(channel);
  }

  private static Status.Code failure(RegistryServiceGrpc.RegistryServiceBlockingStub stub) {
    try {
      var _ = stub.getActiveDefinition(lessons());
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  private int https(KeyManager[] own) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (var in = Files.newInputStream(file("authority.pem"))) {
      trusted.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own, trust.getTrustManagers(), null);
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      return client
          .send(
              HttpRequest.newBuilder(
                      URI.create(
                          "https://localhost:"
                              + running().httpPort().orElseThrow()
                              + "/firstvalue.registry.v1.RegistryService/GetActiveDefinition"))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{\"name\": \"lessons\"}"))
                  .build(),
              BodyHandlers.ofString())
          .statusCode();
    }
  }

  private static GetActiveDefinitionRequest lessons() {
    return GetActiveDefinitionRequest.newBuilder().setName("lessons").build();
  }

  private static Path file(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(TlsTest.class.getResource(name)).toURI());
  }
}
