package dev.firstvalue.registry.trace;

import static dev.firstvalue.registry.Documents.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpServer;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.metrics.Exposition;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
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

  private final BlockingQueue<Span> spans = new LinkedBlockingQueue<>();
  private volatile int answer = 200;
  private volatile CountDownLatch open = new CountDownLatch(0);
  private HttpServer collector;
  private Traces traces;
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
                .isEqualTo("application/x-protobuf");
            spans(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()))
                .forEach(spans::add);
            open.await();
            exchange.sendResponseHeaders(answer, -1);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    collector.start();
    traces = Traces.to(URI.create("http://127.0.0.1:" + collector.getAddress().getPort()), clock);
    server = RegistryServer.builder(registry).http("127.0.0.1", 0).trace(traces).start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  @AfterEach
  void stop() {
    open.countDown();
    channel.shutdownNow();
    server.close();
    traces.close();
    collector.stop(0);
  }

  @Test
  void aCallIsASpanInTheTraceOfItsCaller() throws Exception {
    ask(Optional.of("00-" + TRACE + "-" + SPAN + "-01"));
    Span span = next();
    assertThat(hex(span.getTraceId())).isEqualTo(TRACE);
    assertThat(hex(span.getParentSpanId())).isEqualTo(SPAN);
    assertThat(hex(span.getSpanId())).matches("[0-9a-f]{16}").isNotEqualTo(SPAN);
    assertThat(span.getTraceState()).isEqualTo("shop=a1");
    assertThat(span.getName()).isEqualTo(METHOD);
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    long start = span.getStartTimeUnixNano();
    assertThat(start).isEqualTo(clock.instant().getEpochSecond() * 1_000_000_000);
    assertThat(span.getEndTimeUnixNano()).isGreaterThan(start);
    assertThat(attribute(span, "rpc.service")).isEqualTo(RegistryServiceGrpc.SERVICE_NAME);
    assertThat(attribute(span, "rpc.method")).isEqualTo("GetActiveDefinition");
    assertThat(status(span)).isZero();
    assertThat(attribute(span, "firstvalue.request")).isEqualTo("r-1");
    String guide = Files.readString(Path.of("../docs/guide/operations.md"));
    assertThat(span.getAttributesList())
        .as("the guide names every attribute")
        .hasSize(5)
        .allMatch(attribute -> guide.contains("`" + attribute.getKey() + "`"));
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
    Span span = next();
    assertThat(hex(span.getTraceId())).isEqualTo(TRACE);
    assertThat(hex(span.getParentSpanId())).isEqualTo(SPAN);
    assertThat(status(span)).isEqualTo(5);
    assertThat(span.getStatus().getCode())
        .as("who asks for nothing is at fault, not the server")
        .isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
  }

  @Test
  void whoseCallerKeepsNoTraceMakesNoneAndOthersBeginTheirOwn() throws Exception {
    ask(Optional.of("00-" + TRACE + "-" + SPAN + "-00"));
    ask(Optional.of("nonsense"));
    ask(Optional.empty());
    for (Span span : List.of(next(), next())) {
      assertThat(hex(span.getTraceId())).isNotEqualTo(TRACE);
      assertThat(span.getParentSpanId()).isEqualTo(ByteString.EMPTY);
    }
    traces.close();
    assertThat(spans).isEmpty();
    assertThat(counts()).contains("{outcome=\"sent\"} 2\n", "{outcome=\"lost\"} 0\n");
  }

  @Test
  void aCollectorThatRefusesHoldsNoCallUpAndWhatIsLostIsCounted() throws Exception {
    answer = 503;
    ask(Optional.empty());
    next();
    traces.close();
    assertThat(counts()).contains("{outcome=\"sent\"} 0\n", "{outcome=\"lost\"} 1\n");
    // Nobody sends any more: calls are answered all the same.
    for (int i = 0; i < 3; i++) {
      ask(Optional.empty());
    }
  }

  @Test
  void aPortThatNoMachineHasLosesSpansAndNotTheThreadThatSendsThem() {
    Traces nowhere = Traces.to(URI.create("http://127.0.0.1:99999"), clock);
    span(nowhere);
    span(nowhere);
    nowhere.close();
    Exposition page = new Exposition();
    nowhere.write(page);
    assertThat(page.toString()).contains("{outcome=\"lost\"} 2\n");
  }

  @Test
  void whatACollectorIsTooSlowForIsLostAndTheRestIsSentAtTheEnd() throws Exception {
    open = new CountDownLatch(1);
    int tooMany = 10;
    for (int i = 0; i < Traces.MOST_WAITING + tooMany; i++) {
      span(traces);
    }
    assertThat(counts()).contains("{outcome=\"sent\"} 0\n", "{outcome=\"lost\"} 10\n");
    open.countDown();
    traces.close();
    assertThat(spans).hasSize(Traces.MOST_WAITING);
    assertThat(counts()).contains("{outcome=\"sent\"} 4096\n", "{outcome=\"lost\"} 10\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:4318", "ftp://localhost", "http://ana:secret@localhost:4318"})
  void whatIsNoAddressOfACollectorIsRefusedWithoutSayingIt(String address) {
    assertThatThrownBy(() -> Traces.to(URI.create(address), clock))
        .isInstanceOf(FirstvalueException.class)
        .hasMessageStartingWith("--traces: ")
        .hasMessageNotContaining("secret");
  }

  private String counts() {
    Exposition page = new Exposition();
    traces.write(page);
    return page.toString();
  }

  private void ask(Optional<String> traceparent) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER), "r-1");
    headers.put(Metadata.Key.of("tracestate", Metadata.ASCII_STRING_MARSHALLER), "shop=a1");
    traceparent.ifPresent(
        header ->
            headers.put(Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER), header));
    var _ =
        RegistryServiceGrpc.newBlockingStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
            .getActiveDefinition(
                GetActiveDefinitionRequest.newBuilder().setName("lessons").build());
  }

  private Span next() throws InterruptedException {
    Span span = spans.poll(20, TimeUnit.SECONDS);
    assertThat(span).as("a span within 20 s").isNotNull();
    return span;
  }

  private static List<Span> spans(ExportTraceServiceRequest request) {
    ResourceSpans resource = request.getResourceSpans(0);
    assertThat(value(resource.getResource().getAttributesList(), "service.name").getStringValue())
        .isEqualTo("firstvalue");
    return resource.getScopeSpans(0).getSpansList();
  }

  private static String attribute(Span span, String key) {
    return value(span.getAttributesList(), key).getStringValue();
  }

  private static long status(Span span) {
    return value(span.getAttributesList(), "rpc.grpc.status_code").getIntValue();
  }

  private static AnyValue value(List<KeyValue> attributes, String key) {
    return attributes.stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(KeyValue::getValue)
        .findFirst()
        .orElseThrow();
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  private static void span(Traces traces) {
    traces.tracer().spanBuilder(METHOD).startSpan().end();
  }
}
