package dev.firstvalue.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of definitions over HTTP, of a registry with as many as a large company has. */
class HomePageTest {
  private static final int MANY = 12_000;
  private static final int LARGEST_PAGE_BYTES = 64 << 10;

  private final ManyDefinitions registry = new ManyDefinitions(MANY);
  private final HttpClient client = HttpClient.newHttpClient();
  private Server services;
  private ManagedChannel channel;
  private Javalin http;

  @BeforeEach
  void serve() throws IOException {
    String name = InProcessServerBuilder.generateName();
    services =
        InProcessServerBuilder.forName(name).directExecutor().addService(registry).build().start();
    channel = InProcessChannelBuilder.forName(name).directExecutor().build();
    Console console = new Console(Clock.systemUTC());
    http =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  console.mount(config.routes, (_, _) -> new Visit("Ana", "reader", true, channel));
                })
            .start("127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    http.stop();
    client.close();
    channel.shutdownNow();
    services.shutdownNow();
  }

  @Test
  void aPageOfThousandsIsSmallAndReadsNoMoreThanItShows() throws Exception {
    assertThat(page("/")).contains("12000 definitions, page 1 of 240", ">metric-00000</a>");
    assertThat(registry.definitions).as("the first page reads all, once").hasValue(12_051);
    registry.calls.set(0);
    registry.definitions.set(0);

    String last = page("/?page=240");
    assertThat(last)
        .contains("page 240 of 240", ">metric-11999</a>", "page=239")
        .doesNotContain(">metric-11949</a>", "page=241");
    assertThat(last.length()).isLessThan(LARGEST_PAGE_BYTES);
    // The revision, the open proposals, and each card with its newest report.
    assertThat(registry.calls).hasValue(101);
    assertThat(registry.definitions).hasValue(51);
  }

  @Test
  void thousandsAreFoundByNameTitleOwnerAndStatus() throws Exception {
    assertThat(page("/?q=team-7")).contains("300 of 12000 definitions, page 1 of 6");
    assertThat(page("/?q=kind+77"))
        .contains("111 of 12000 definitions")
        .contains("/?q=kind%2077&amp;status=&amp;page=2");
    assertThat(page("/?q=metric-00042")).contains("1 of 12000 definitions</p>");
    assertThat(page("/?status=deprecated&page=24"))
        .contains("1200 of 12000 definitions, page 24 of 24", ">metric-11990</a>");
    assertThat(page("/?q=no-such-thing")).contains("0 of 12000 definitions", "Show all");
  }

  @Test
  void aRegistryThatMovedIsReadAnewAndManyFilesThatCannotBeReadStayAFewLines() throws Exception {
    assertThat(page("/")).contains("12000 definitions");
    registry.become(12_001, 1000);
    assertThat(page("/"))
        .contains("12001 definitions", "950 more")
        .satisfies(body -> assertThat(body.length()).isLessThan(LARGEST_PAGE_BYTES));
    assertThat(page("/?status=quarantined")).contains("1000 of 12001 definitions");
  }

  private String page(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path)).build(),
            BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }
}
