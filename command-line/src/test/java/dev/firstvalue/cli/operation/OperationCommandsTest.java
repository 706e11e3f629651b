package dev.firstvalue.cli.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import dev.firstvalue.cli.Run;
import dev.firstvalue.cli.RunningProgram;
import dev.firstvalue.client.RegistryConnection;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.version.DocumentLanguage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationCommandsTest {
  @TempDir private Path home;
  private String registry;

  @BeforeEach
  void fill() {
    registry = home.resolve("registry.git").toString();
    commit("event-model.yaml", MODEL);
  }

  private static final String MODEL =
      """
      apiVersion: firstvalue/v1
      kind: EventModel
      metadata: {name: lingo}
      spec:
        events: {table: analytics.events, timestamp: ts, event: event, properties: properties}
        entities:
          user: {column: user_id}
        catalog:
          signed_up: {preparation: true}
      """;

  @Test
  void theDoctorSaysWhatIsWrongAndWhatToDo() {
    Run fine = Run.of("doctor", "-R", registry);
    assertThat(fine.exit()).as(fine.out() + fine.err()).isZero();
    assertThat(fine.out().lines()).hasSize(7).allMatch(line -> line.startsWith("fine "));

    commit("definitions/broken.yaml", "spec: [");
    Run look = Run.of("doctor", "-R", registry, "--format", "json");
    assertThat(look.exit()).isEqualTo(1);
    assertThat(JsonParser.parseString(look.out()).getAsJsonObject().getAsJsonArray("checks"))
        .anySatisfy(
            check -> {
              assertThat(check.getAsJsonObject().get("check").getAsString()).isEqualTo("files");
              assertThat(check.getAsJsonObject().get("remedy").getAsString()).startsWith("Mend");
            });

    Run broken =
        Run.of(
            "doctor", "-R", registry, "--server", "127.0.0.1:1", "--store", "http://127.0.0.1:1/x");
    assertThat(broken.exit()).isEqualTo(3);
    assertThat(broken.out()).contains("broken   store ").contains("broken   server ");
    assertThat(Run.of("doctor", "-R", home.resolve("none").toString()).exit()).isEqualTo(2);
  }

  @Test
  void aRegistryIsBackedUpAndRestored() {
    String file = home.resolve("registry.bundle").toString();
    Run backup = Run.of("backup", file, "-R", registry);
    assertThat(backup.exit()).as(backup.err()).isZero();
    assertThat(backup.out()).startsWith("backed up ").contains(", main at ");
    assertThat(Run.of("backup", file, "-R", registry).exit()).isEqualTo(3);

    String restored = home.resolve("restored.git").toString();
    Run restore = Run.of("restore", file, "-R", restored);
    assertThat(restore.out()).startsWith("restored 0 definitions at revision 1, main at ");
    assertThat(Run.of("restore", file, "-R", restored).exit()).isEqualTo(3);
    assertThat(Run.of("restore", home.resolve("none").toString(), "-R", restored).exit())
        .isEqualTo(2);
  }

  @Test
  void aReplicaServesSaysWhatItDoesAndEndsWhenAsked() throws Exception {
    AtomicInteger answer = new AtomicInteger(503);
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          try (exchange) {
            var _ = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(answer.get(), -1);
          }
        });
    collector.start();
    String address = "http://127.0.0.1:" + collector.getAddress().getPort();
    try (RunningProgram replica =
        RunningProgram.start(
            "serve",
            "--repository",
            home.resolve("replica.git").toString(),
            "--follow",
            registry,
            "--port",
            "0",
            "--operations-port",
            "0",
            "--log-format",
            "json",
            "--log-calls",
            "--traces",
            address)) {
      String serving = replica.awaitLine("serving ");
      assertThat(replica.awaitLine("RemoteFollower")).contains("\"level\":\"INFO\"");
      String operations = replica.awaitLine("operations on ").replace("operations on ", "");
      String target = serving.substring(serving.lastIndexOf(' ') + 1);
      try (RegistryConnection connection = RegistryConnection.to(target, Duration.ofSeconds(60))) {
        assertThat(connection.revision()).isEqualTo(1);
      }
      JsonObject call =
          JsonParser.parseString(replica.awaitLine("\"message\":\"call\"")).getAsJsonObject();
      assertThat(call.get("method").getAsString()).endsWith("/ListDefinitions");
      assertThat(call.get("request").getAsString()).isNotEmpty();
      assertThat(call.get("trace").getAsString()).matches("[0-9a-f]{32}");
      // What it fetched is served at once, and called ready at the next look.
      HttpRequest readiness = HttpRequest.newBuilder(URI.create(operations + "/readyz")).build();
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      HttpResponse<String> ready;
      do {
        ready = HttpClient.newHttpClient().send(readiness, HttpResponse.BodyHandlers.ofString());
      } while (ready.statusCode() != 200 && System.nanoTime() < end);
      assertThat(ready.body()).isEqualTo("ready at revision 1\n");

      assertThat(replica.awaitLine("traces to " + address + "/v1/traces are lost: it answers 503"))
          .contains("\"level\":\"WARN\"");
      answer.set(200);
      try (RegistryConnection connection = RegistryConnection.to(target, Duration.ofSeconds(60))) {
        assertThat(connection.revision()).isEqualTo(1);
      }
      assertThat(replica.endAndTell().lines().filter(line -> line.matches(".*(traces|xport).*")))
          .as("it says once that they are lost; those that wait are sent at the end")
          .hasSize(2)
          .last(STRING)
          .contains("are taken again");
    } finally {
      collector.stop(0);
    }
  }

  private void commit(String path, String text) {
    try (RegistryRepository repository =
        RegistryRepository.createOrOpen(
            Path.of(registry), new DocumentLanguage(), InstantSource.system())) {
      repository.commit(
          List.of(
              Edit.write(
                  path, text.getBytes(StandardCharsets.UTF_8), new Edit.Expected.Anything())),
          new Author("Ana", "ana@example.com"),
          "Change " + path);
    }
  }
}
