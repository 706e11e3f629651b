package dev.firstvalue.registry.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.registry.Documents;
import dev.firstvalue.registry.RawBytes;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.follow.Remote;
import dev.firstvalue.registry.follow.RemoteFollower;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.trace.Traces;
import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import dev.firstvalue.registry.v1.WatchDefinitionsRequest;
import dev.firstvalue.registry.v1.WatchDefinitionsResponse;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OperationsServerTest extends RegistryTest {
  private static final Pattern METRIC = Pattern.compile("`((firstvalue|jvm|process)_[a-z_]+)");

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void aReplicaIsReadyWhenItHasSomethingGoodAndSaysWhenItIsStale() throws Exception {
    commit("definitions/lessons.yaml", Documents.definition("lessons", 3));
    try (RegistryRepository replica =
            RegistryRepository.createOrOpen(home.resolve("replica.git"), language, clock);
        RegistryServer server =
            RegistryServer.builder(replica)
                .followEvery(Duration.ofMillis(10))
                .readyWhen(() -> replica.snapshot().revision() > 0)
                .start();
        RemoteFollower follower =
            RemoteFollower.start(
                replica,
                Remote.of(home.resolve("nowhere.git").toString(), Map.of()),
                Duration.ofDays(1));
        Traces traces = Traces.to(URI.create("http://127.0.0.1:1"), clock);
        OperationsServer operations =
            OperationsServer.start(
                "127.0.0.1", 0, server, Optional.of(follower), Optional.of(traces))) {
      HttpResponse<String> before = get(operations, "/readyz");
      assertThat(before.statusCode()).isEqualTo(503);
      assertThat(before.body()).startsWith("not ready: ").contains("nowhere.git");
      assertThat(health(server)).isEqualTo(ServingStatus.NOT_SERVING);
      assertThat(get(operations, "/healthz").statusCode()).isEqualTo(200);

      dev.firstvalue.registry.PlainGit.git(
          home, "clone", "--quiet", "--bare", directory.toString(), "nowhere.git");
      assertThat(send(operations, "POST", "/follow").statusCode()).isEqualTo(202);
      awaitReady(operations);
      assertThat(health(server)).isEqualTo(ServingStatus.SERVING);

      dev.firstvalue.registry.PlainGit.git(
          home.resolve("nowhere.git"), "update-ref", "refs/heads/main", "main~1");
      assertThat(send(operations, "POST", "/follow").statusCode()).isEqualTo(202);
      awaitBody(operations, "ready at revision 2, stale: REWRITTEN since ");
      assertThat(get(operations, "/metrics").body())
          .contains("firstvalue_follow_state{state=\"REWRITTEN\"} 1\n")
          .contains("firstvalue_follow_failures_total 2\n");
      assertThat(families(get(operations, "/metrics").body()))
          .as("the table of the guide names each metric, and no other")
          .isEqualTo(documented());
    }
  }

  /** The metrics of a page. */
  private static Set<String> families(String page) {
    return page.lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(line -> line.split(" ", -1)[2])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Those that the guide's table explains. */
  private static Set<String> documented() throws IOException {
    return Files.readAllLines(Path.of("../docs/guide/operations.md")).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|", -1)[1])
        .flatMap(cell -> METRIC.matcher(cell).results())
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void callsAreCountedByMethodAndStatus() throws Exception {
    commit("definitions/lessons.yaml", Documents.definition("lessons", 3));
    try (RegistryServer server = RegistryServer.builder(registry).start();
        OperationsServer operations =
            OperationsServer.start("127.0.0.1", 0, server, Optional.empty(), Optional.empty())) {
      ManagedChannel channel = channel(server);
      var stub = RegistryServiceGrpc.newBlockingStub(channel);
      stub.getActiveDefinition(request("lessons"));
      assertThatThrownBy(() -> stub.getActiveDefinition(request("nobody")))
          .isInstanceOf(StatusRuntimeException.class);
      assertThatThrownBy(
              () ->
                  ClientCalls.blockingUnaryCall(
                      channel,
                      RegistryServiceGrpc.getGetActiveDefinitionMethod().toBuilder(
                              RawBytes.MARSHALLER, RawBytes.MARSHALLER)
                          .build(),
                      CallOptions.DEFAULT,
                      new byte[] {0x0a, 0x7f}))
          .isInstanceOf(StatusRuntimeException.class);
      channel.shutdownNow();

      String method = "{method=\"firstvalue.registry.v1.RegistryService/GetActiveDefinition\"";
      assertThat(get(operations, "/metrics").body())
          .contains("firstvalue_calls_total" + method + ",code=\"OK\"} 1\n")
          .contains("firstvalue_calls_total" + method + ",code=\"NOT_FOUND\"} 1\n")
          .contains("firstvalue_calls_total" + method + ",code=\"INVALID_ARGUMENT\"} 1\n")
          .contains("firstvalue_call_seconds_bucket" + method + ",le=\"+Inf\"} 3\n")
          .contains("firstvalue_calls_in_flight" + method + "} 0\n")
          .contains("firstvalue_registry_revision 2\n")
          .contains("firstvalue_ready 1\n")
          .doesNotContain("firstvalue_follow");
      assertThat(send(operations, "POST", "/metrics").statusCode()).isEqualTo(405);
      assertThat(send(operations, "POST", "/follow").statusCode()).isEqualTo(404);
      assertThat(get(operations, "/metrics/x").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void watchersAreToldThatTheServerStopsAndItStopsAtOnce() {
    commit("definitions/lessons.yaml", Documents.definition("lessons", 3));
    RegistryServer server = RegistryServer.builder(registry).drain(Duration.ofMinutes(10)).start();
    ManagedChannel channel = channel(server);
    Iterator<WatchDefinitionsResponse> watch =
        RegistryServiceGrpc.newBlockingStub(channel)
            .watchDefinitions(WatchDefinitionsRequest.getDefaultInstance());
    assertThat(watch.next().getState()).isTrue();

    long start = System.nanoTime();
    server.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
    assertThatThrownBy(watch::next)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
              assertThat(e.getStatus().getDescription()).startsWith("the server is stopping");
            });
    assertThat(server.ready()).isFalse();
    channel.shutdownNow();
  }

  private static ManagedChannel channel(RegistryServer server) {
    return NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  private static ServingStatus health(RegistryServer server) {
    ManagedChannel channel = channel(server);
    try {
      return HealthGrpc.newBlockingStub(channel)
          .check(HealthCheckRequest.getDefaultInstance())
          .getStatus();
    } finally {
      channel.shutdownNow();
    }
  }

  private static GetActiveDefinitionRequest request(String name) {
    return GetActiveDefinitionRequest.newBuilder().setName(name).build();
  }

  private void awaitReady(OperationsServer operations) throws Exception {
    awaitBody(operations, "ready at revision 2\n");
  }

  private void awaitBody(OperationsServer operations, String start) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    String body = get(operations, "/readyz").body();
    while (!body.startsWith(start)) {
      assertThat(System.nanoTime()).as(body).isLessThan(end);
      body = get(operations, "/readyz").body();
    }
  }

  private HttpResponse<String> get(OperationsServer operations, String path)
      throws IOException, InterruptedException {
    return send(operations, "GET", path);
  }

  private HttpResponse<String> send(OperationsServer operations, String method, String path)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operations.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
