package dev.firstvalue.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.http.PageMount;
import dev.firstvalue.registry.http.ServiceDoor;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.version.DocumentLanguage;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of the console who asks for what is not there, or meets a defect. */
class ConsoleProblemsTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private RegistryRepository registry;
  private RegistryServer server;

  @BeforeEach
  void serve(@TempDir Path home) {
    Clock clock = Clock.systemUTC();
    registry =
        RegistryRepository.createOrOpen(
            home.resolve("registry.git"), new DocumentLanguage(), clock);
    server =
        RegistryServer.builder(registry)
            .http("127.0.0.1", 0)
            .pages(new Defective(new ConsoleMount(clock)))
            .start();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    registry.close();
  }

  /** The console with a page whose code is wrong. */
  private record Defective(PageMount console) implements PageMount {
    @Override
    public boolean owns(String path) {
      return console.owns(path);
    }

    @Override
    public void mount(RoutesConfig routes, ServiceDoor door) {
      console.mount(routes, door);
      routes.get(
          "/experiments/defect",
          _ -> {
            throw new IllegalStateException("a secret");
          });
    }

    @Override
    public void refuse(Context http, int status, FirstvalueException why) {
      console.refuse(http, status, why);
    }
  }

  @Test
  void aDefectIsAPageWithTheIdOfTheRequestAndWhatToDo() throws Exception {
    HttpResponse<String> answer = get("/experiments/defect", "review-7");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(answer.body())
        .startsWith("<!DOCTYPE html>")
        .contains("The request met a defect of Firstvalue")
        .contains("Report it with the id of the request, review-7; the server's log has the rest")
        .contains("<code>internal</code>", "href=\"/\"")
        .doesNotContain("secret", "IllegalState");
  }

  @Test
  void aPageThatThereIsNotIsSaidOnAPageAndAMethodThatThereIsNotInJson() throws Exception {
    for (String path : List.of("/definitions/lessons/nothing/here", "/experiments/nothing")) {
      HttpResponse<String> page = get(path, "r");
      assertThat(page.statusCode()).isEqualTo(404);
      assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
      assertThat(page.body())
          .contains("There is no such page", "Begin with the list of definitions");
    }

    HttpResponse<String> method = get("/firstvalue.registry.v1.RegistryService/Nothing", "r");
    assertThat(method.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  private HttpResponse<String> get(String path, String request)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.httpPort().orElseThrow() + path))
            .header("X-Request-Id", request)
            .build(),
        BodyHandlers.ofString());
  }
}
