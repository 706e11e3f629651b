package dev.firstvalue.registry.http;

import static dev.firstvalue.registry.Documents.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.ErrorInfo;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import dev.firstvalue.registry.v1.GetActiveDefinitionResponse;
import dev.firstvalue.registry.v1.RegistryServiceOuterClass;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerTest extends RegistryTest {
  private static final String SERVICE = "/firstvalue.registry.v1.RegistryService/";
  private static final String ACTIVE = SERVICE + "GetActiveDefinition";
  private static final String LESSONS = "{\"name\": \"lessons\"}";

  private final HttpClient client = HttpClient.newHttpClient();
  private RegistryServer server;

  @BeforeEach
  void start() {
    commit("definitions/lessons.yaml", definition("lessons", 3));
    server =
        RegistryServer.builder(registry)
            .http("127.0.0.1", 0)
            .mount(
                routes -> {
                  routes.get("/hello", http -> http.result("hello"));
                  routes.get(
                      "/fails",
                      http -> {
                        throw new IllegalStateException("secret");
                      });
                })
            .start();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void aMethodAnswersInJson() throws Exception {
    HttpResponse<String> response = post(ACTIVE, LESSONS);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    GetActiveDefinitionResponse.Builder answer = GetActiveDefinitionResponse.newBuilder();
    JsonFormat.parser().merge(response.body(), answer);
    assertThat(answer.getDefinition()).isEqualTo(registry.snapshot().active("lessons").message());
    assertThat(answer.getRegistryRevision()).isEqualTo(2);
  }

  @Test
  void aMethodAnswersInProto() throws Exception {
    HttpResponse<byte[]> response =
        client.send(
            to(ACTIVE)
                .header("Content-Type", "application/proto")
                .POST(
                    BodyPublishers.ofByteArray(
                        GetActiveDefinitionRequest.newBuilder()
                            .setName("lessons")
                            .build()
                            .toByteArray()))
                .build(),
            BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(GetActiveDefinitionResponse.parseFrom(response.body()).getDefinition().getName())
        .isEqualTo("lessons");
  }

  @Test
  void whatOnlyReadsIsAnsweredToAGet() throws Exception {
    assertThat(get(ACTIVE + "?connect=v1&encoding=json&message=" + encoded(LESSONS)).statusCode())
        .isEqualTo(200);
    String base64 =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(LESSONS.getBytes(StandardCharsets.UTF_8));
    assertThat(get(ACTIVE + "?encoding=json&base64=1&message=" + base64).statusCode())
        .isEqualTo(200);
  }

  @Test
  void everyUnaryMethodOfTheServiceIsThere() throws Exception {
    for (MethodDescriptor method :
        RegistryServiceOuterClass.getDescriptor()
            .findServiceByName("RegistryService")
            .getMethods()) {
      HttpResponse<String> response = post(SERVICE + method.getName(), "{}");
      // Some want a field; all are there.
      assertThat(response.statusCode())
          .as(method.getName())
          .isIn(method.isServerStreaming() ? List.of(415) : List.of(200, 400));
    }
  }

  @Test
  void aFailureHasCodeMessageAndDetails() throws Exception {
    HttpResponse<String> response = post(ACTIVE, "{\"name\": \"nothing\"}");
    assertThat(response.statusCode()).isEqualTo(404);
    JsonObject error = JsonParser.parseString(response.body()).getAsJsonObject();
    assertThat(error.get("code").getAsString()).isEqualTo("not_found");
    assertThat(error.get("message").getAsString())
        .isEqualTo("nothing: there never was a definition of this name");
    JsonObject detail = error.getAsJsonArray("details").get(0).getAsJsonObject();
    assertThat(detail.get("type").getAsString()).isEqualTo("google.rpc.ErrorInfo");
    assertThat(
            ErrorInfo.parseFrom(Base64.getDecoder().decode(detail.get("value").getAsString()))
                .getReason())
        .isEqualTo("DEFINITION_NOT_FOUND");
    assertThat(detail.getAsJsonObject("debug").get("reason").getAsString())
        .isEqualTo("DEFINITION_NOT_FOUND");
  }

  @Test
  void everyAnswerSaysWhatItsRequestIsCalled() throws Exception {
    for (String path : List.of(ACTIVE, SERVICE + "Nothing", "/nothing")) {
      assertThat(requestId(send(json(path, LESSONS).header("X-Request-Id", "mine-1"))))
          .isEqualTo("mine-1");
      assertThat(requestId(send(json(path, LESSONS).header("X-Request-Id", "two words"))))
          .matches("[0-9a-f-]{36}");
    }
    assertThat(requestId(get("/healthz"))).matches("[0-9a-f-]{36}");
  }

  private static String requestId(HttpResponse<String> response) {
    return response.headers().firstValue("X-Request-Id").orElseThrow();
  }

  @Test
  void theConstraintsOfAMessageHoldHereToo() throws Exception {
    HttpResponse<String> response = post(ACTIVE, "{\"name\": \"../etc\"}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("google.rpc.BadRequest").contains("invalid_argument");
  }

  @Test
  void aBodyThatIsNoRequestIsRefusedWithItsPlace() throws Exception {
    assertThat(problem(post(ACTIVE, "{\"nmae\": \"lessons\"}"), 400)).contains("nmae");
    assertThat(problem(post(ACTIVE, "{\"name\": "), 400)).contains("no JSON");
    assertThat(problem(post(ACTIVE, "[".repeat(100_000)), 400)).contains("no JSON");
    assertThat(problem(post(ACTIVE, "nothing\0"), 400)).doesNotContain("\0");
  }

  @Test
  void whatTheProtocolDoesNotKnowIsRefused() throws Exception {
    assertThat(problem(send(to(ACTIVE).POST(BodyPublishers.ofString(LESSONS))), 415))
        .contains("application/json");
    assertThat(problem(send(json(ACTIVE, LESSONS).header("Connect-Protocol-Version", "2")), 400))
        .contains("Connect-Protocol-Version");
    assertThat(problem(send(json(ACTIVE, LESSONS).header("Connect-Timeout-Ms", "soon")), 400))
        .contains("Connect-Timeout-Ms");
    assertThat(problem(send(json(ACTIVE, LESSONS).header("Content-Encoding", "br")), 400))
        .contains("Content-Encoding");
    assertThat(problem(get(ACTIVE + "?encoding=xml"), 400)).contains("encoding");
    assertThat(problem(post(SERVICE + "Nothing", "{}"), 501)).contains("nothing is served here");
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void aBodyLargerThanTheLimitIsRefusedPackedOrNot() throws Exception {
    byte[] large = new byte[(4 << 20) + 1];
    assertThat(problem(send(bytes(large)), 429)).contains("4194304");

    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(large);
    }
    assertThat(packed.size()).isLessThan(10_000);
    assertThat(problem(send(bytes(packed.toByteArray()).header("Content-Encoding", "gzip")), 429))
        .contains("4194304");
  }

  @Test
  void bodiesMayBePackedBothWays() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(LESSONS.getBytes(StandardCharsets.UTF_8));
    }
    HttpResponse<byte[]> response =
        client.send(
            bytes(packed.toByteArray())
                .header("Content-Encoding", "gzip")
                .header("Accept-Encoding", "gzip")
                .build(),
            BodyHandlers.ofByteArray());
    assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
    try (GZIPInputStream body =
        new GZIPInputStream(new java.io.ByteArrayInputStream(response.body()))) {
      assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).contains("\"lessons\"");
    }
  }

  @Test
  void healthIsSaidToWhoeverAsks() throws Exception {
    assertThat(get("/healthz").body()).isEqualTo("ok\n");
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsMountedIsServedAndItsDefectsTellNothing() throws Exception {
    assertThat(get("/hello").body()).isEqualTo("hello");
    assertThat(problem(get("/fails"), 500)).contains("defect").doesNotContain("secret");
  }

  @Test
  void anotherSitesPageCannotLureABrowserIntoARequest() throws Exception {
    assertThat(problem(send(json(ACTIVE, LESSONS).header("Origin", "https://evil.example")), 403))
        .contains("permission_denied");
    int port = server.httpPort().orElseThrow();
    assertThat(
            send(json(ACTIVE, LESSONS).header("Origin", "http://127.0.0.1:" + port)).statusCode())
        .isEqualTo(200);

    // A name of the attacker's that he lets point to this machine.
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(
              "GET /hello HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void aPortInUseIsSaid() {
    int port = server.httpPort().orElseThrow();
    assertThatThrownBy(() -> RegistryServer.builder(registry).http("127.0.0.1", port).start())
        .isInstanceOfSatisfying(
            FirstvalueException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.ADDRESS_IN_USE));
    assertThatThrownBy(() -> RegistryServer.builder(registry).http("192.0.2.1", 0).start())
        .isInstanceOfSatisfying(
            FirstvalueException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.ARGUMENT_INVALID));
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send(json(path, body));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(to(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder json(String path, String body) {
    return to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder bytes(byte[] body) {
    return to(ACTIVE)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(body));
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.httpPort().orElseThrow() + path));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The body of a failure, which is JSON with a code and details. */
  private static String problem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    JsonObject error = JsonParser.parseString(response.body()).getAsJsonObject();
    assertThat(error.get("code").getAsString()).isNotEmpty();
    assertThat(error.getAsJsonArray("details")).isNotEmpty();
    return response.body();
  }
}
