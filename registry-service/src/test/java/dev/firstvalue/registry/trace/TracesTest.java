package dev.firstvalue.registry.trace;

import static dev.firstvalue.registry.Documents.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.metrics.Exposition;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose spans go to a collector of the test's own. */
class TracesTest extends RegistryTest {
  private static final String METHOD =
      RegistryServiceGrpc.getGetActiveDefinitionMethod().getFullMethodName();
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  private final BlockingQueue<JsonObject> spans = new LinkedBlockingQueue<>();
  private volatile int answer = 200;
  private HttpServer collector;
  private SpanExporter exporter;
  private RegistryServer server;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws IOException {
    commit("definitions/lessons.yaml", definition("lessons", 3));
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          try (exchange) {
            assertThat(exchange.getRequestHeaders().getFirst("Content-Type"))
                .isEqualTo("application/json");
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            spans(JsonParser.parseString(body).getAsJsonObject()).forEach(spans::add);
            exchange.sendResponseHeaders(answer, -1);
          }
        });
    collector.start();
    exporter = SpanExporter.to(URI.create("http://127.0.0.1:" + collector.getAddress().getPort()));
    server = RegistryServer.builder(registry).http("127.0.0.1", 0).trace(exporter::add).start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
    exporter.close();
    collector.stop(0);
  }

  @Test
  void aCallIsASpanInTheTraceOfItsCaller() throws Exception {
    ask(Optional.of("00-" + TRACE + "-" + SPAN + "-01"));
    JsonObject span = next();
    assertThat(span.get("traceId").getAsString()).isEqualTo(TRACE);
    assertThat(span.get("parentSpanId").getAsString()).isEqualTo(SPAN);
    assertThat(span.get("spanId").getAsString()).matches("[0-9a-f]{16}").isNotEqualTo(SPAN);
    assertThat(span.get("name").getAsString()).isEqualTo(METHOD);
    assertThat(span.get("kind").getAsInt()).isEqualTo(2);
    long start = span.get("startTimeUnixNano").getAsLong();
    assertThat(start).isEqualTo(clock.instant().getEpochSecond() * 1_000_000_000);
    assertThat(span.get("endTimeUnixNano").getAsLong()).isGreaterThan(start);
    assertThat(attribute(span, "rpc.service")).isEqualTo(RegistryServiceGrpc.SERVICE_NAME);
    assertThat(attribute(span, "rpc.method")).isEqualTo("GetActiveDefinition");
    assertThat(attribute(span, "rpc.grpc.status_code")).isEqualTo("0");
    assertThat(attribute(span, "firstvalue.request")).isEqualTo("r-1");
    String guide = Files.readString(Path.of("../docs/guide/operations.md"));
    assertThat(span.getAsJsonArray("attributes"))
        .as("the guide names every attribute")
        .allMatch(a -> guide.contains("`" + a.getAsJsonObject().get("key").getAsString() + "`"));
  }

  @Test
  void overHttpItIsTheSame() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.httpPort().orElseThrow() + "/" + METHOD))
            .header("Content-Type", "application/json")
            .header("traceparent", "00-" + TRACE + "-" + SPAN + "-01")
            .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"nobody\"}"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(404);
    }
    JsonObject span = next();
    assertThat(span.get("traceId").getAsString()).isEqualTo(TRACE);
    assertThat(span.get("parentSpanId").getAsString()).isEqualTo(SPAN);
    assertThat(attribute(span, "rpc.grpc.status_code")).isEqualTo("5");
    assertThat(span.getAsJsonObject("status").has("code"))
        .as("who asks for nothing is at fault, not the server")
        .isFalse();
  }

  @Test
  void whoseCallerKeepsNoTraceMakesNoneAndOthersBeginTheirOwn() throws Exception {
    ask(Optional.of("00-" + TRACE + "-" + SPAN + "-00"));
    ask(Optional.of("nonsense"));
    ask(Optional.empty());
    for (JsonObject span : List.of(next(), next())) {
      assertThat(span.get("traceId").getAsString()).isNotEqualTo(TRACE);
      assertThat(span.has("parentSpanId")).isFalse();
    }
    exporter.close();
    assertThat(spans).isEmpty();
    assertThat(counts()).contains("{outcome=\"sent\"} 2\n", "{outcome=\"lost\"} 0\n");
  }

  @Test
  void aCollectorThatRefusesHoldsNoCallUpAndWhatIsLostIsCounted() throws Exception {
    answer = 503;
    ask(Optional.empty());
    next();
    exporter.close();
    assertThat(counts()).contains("{outcome=\"sent\"} 0\n", "{outcome=\"lost\"} 1\n");
    // Nobody sends any more: calls are answered all the same.
    for (int i = 0; i < 3; i++) {
      ask(Optional.empty());
    }
  }

  @Test
  void aPortThatNoMachineHasLosesSpansAndNotTheThreadThatSendsThem() {
    SpanExporter nowhere = SpanExporter.to(URI.create("http://127.0.0.1:99999"));
    TraceContext root = TraceContext.root();
    Span span =
        new Span(
            root, Optional.empty(), METHOD, clock.instant(), Duration.ZERO, Status.Code.OK, "r");
    nowhere.add(span);
    nowhere.add(span);
    nowhere.close();
    Exposition page = new Exposition();
    nowhere.write(page);
    assertThat(page.toString()).contains("{outcome=\"lost\"} 2\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:4318", "ftp://localhost", "http://ana:secret@localhost:4318"})
  void whatIsNoAddressOfACollectorIsRefusedWithoutSayingIt(String address) {
    assertThatThrownBy(() -> SpanExporter.to(URI.create(address)))
        .isInstanceOf(FirstvalueException.class)
        .hasMessageStartingWith("--traces: ")
        .hasMessageNotContaining("secret");
  }

  private String counts() {
    Exposition page = new Exposition();
    exporter.write(page);
    return page.toString();
  }

  private void ask(Optional<String> traceparent) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER), "r-1");
    traceparent.ifPresent(header -> headers.put(TraceInterceptor.HEADER, header));
    var _ =
        RegistryServiceGrpc.newBlockingStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
            .getActiveDefinition(
                GetActiveDefinitionRequest.newBuilder().setName("lessons").build());
  }

  private JsonObject next() throws InterruptedException {
    JsonObject span = spans.poll(20, TimeUnit.SECONDS);
    assertThat(span).as("a span within 20 s").isNotNull();
    return span;
  }

  private static List<JsonObject> spans(JsonObject request) {
    JsonObject resource = request.getAsJsonArray("resourceSpans").get(0).getAsJsonObject();
    assertThat(attribute(resource.getAsJsonObject("resource"), "service.name"))
        .isEqualTo("firstvalue");
    return resource
        .getAsJsonArray("scopeSpans")
        .get(0)
        .getAsJsonObject()
        .getAsJsonArray("spans")
        .asList()
        .stream()
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  private static String attribute(JsonObject of, String key) {
    return of.getAsJsonArray("attributes").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .filter(attribute -> attribute.get("key").getAsString().equals(key))
        .map(attribute -> attribute.getAsJsonObject("value").asMap().values().iterator().next())
        .map(JsonElement::getAsString)
        .findFirst()
        .orElseThrow();
  }
}
