package dev.firstvalue.registry.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.util.Timestamps;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.v1.BatchGetActiveDefinitionsRequest;
import dev.firstvalue.registry.v1.ListDefinitionsRequest;
import dev.firstvalue.registry.v1.ListReadersRequest;
import dev.firstvalue.registry.v1.ListReadersResponse;
import dev.firstvalue.registry.v1.Reader;
import dev.firstvalue.registry.v1.WatchDefinitionsRequest;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is seen to read what, over a channel. */
class ReadersTest extends ReadTest {
  @Test
  void everyAnswerAboutANameIsCountedByWhoeverAsked() throws Exception {
    assertThat(as("pricing/2.4").getActiveDefinition(active("lessons")).hasDefinition()).isTrue();
    assertThat(as("pricing/2.4").getActiveDefinition(active("lessons")).hasDefinition()).isTrue();
    assertThat(plain.getDefinition(version(1)).hasDefinition()).isTrue();
    assertThat(
            plain
                .batchGetActiveDefinitions(
                    BatchGetActiveDefinitionsRequest.newBuilder()
                        .addNames("quizzes")
                        .addNames("nothing")
                        .build())
                .getMissingCount())
        .isEqualTo(1);
    assertThat(http("curl/8.5.0")).isEqualTo(200);

    assertThat(readers("lessons"))
        .extracting(Reader::getVersion, Reader::getClient, Reader::getFetches)
        .containsExactly(tuple(1, "checkout", 1L), tuple(2, "curl", 1L), tuple(2, "pricing", 2L));
    assertThat(readers(""))
        .extracting(Reader::getDefinition)
        .containsExactly("lessons", "lessons", "lessons", "quizzes");
    assertThat(readers("")).extracting(Reader::getCaller).containsOnly("anonymous");
  }

  @Test
  void aListAndWhatFailsAreNobodysRead() {
    assertThat(
            plain
                .listDefinitions(ListDefinitionsRequest.getDefaultInstance())
                .getDefinitionsCount())
        .isEqualTo(2);
    assertThat(
            catchThrowableOfType(
                StatusRuntimeException.class, () -> plain.getActiveDefinition(active("nothing"))))
        .isNotNull();
    assertThat(readers("")).isEmpty();
  }

  @Test
  void whoWatchesIsSeenForAsLongAsItDoes() {
    var changes =
        as("mirror/1")
            .watchDefinitions(WatchDefinitionsRequest.newBuilder().addNames("lessons").build());
    assertThat(changes.next().getDefinitionsCount()).isEqualTo(1);
    assertThat(as("everything/1").watchDefinitions(WatchDefinitionsRequest.getDefaultInstance()))
        .hasNext();
    clock.pass(Duration.ofDays(50));

    Reader reader = readers("lessons").getFirst();
    assertThat(readers("")).hasSize(1);
    assertThat(reader.getClient()).isEqualTo("mirror");
    assertThat(reader.getVersion()).isEqualTo(2);
    assertThat(reader.getFetches()).isEqualTo(1);
    assertThat(reader.getLastSeen().getSeconds()).isEqualTo(clock.instant().getEpochSecond());
    assertThat(reader.getFirstSeen().getSeconds()).isLessThan(reader.getLastSeen().getSeconds());
  }

  @Test
  void readersAreThereAfterARestart() {
    assertThat(as("pricing/2.4").getActiveDefinition(active("lessons")).hasDefinition()).isTrue();
    stop();
    registry.close();
    registry = RegistryRepository.openForWriting(directory, language, clock);
    start();
    assertThat(readers("lessons")).extracting(Reader::getClient).containsExactly("pricing");
  }

  @Test
  void readersAreCutIntoPagesAndByTime() {
    for (String client : List.of("a", "b", "c")) {
      assertThat(as(client).getActiveDefinition(active("lessons")).hasDefinition()).isTrue();
    }
    clock.pass(Duration.ofDays(1));
    assertThat(as("d").getActiveDefinition(active("lessons")).hasDefinition()).isTrue();

    ListReadersRequest.Builder asked = ListReadersRequest.newBuilder().setPageSize(2);
    ListReadersResponse page = plain.listReaders(asked.build());
    assertThat(page.getReadersList()).extracting(Reader::getClient).containsExactly("a", "b");
    assertThat(plain.listReaders(asked.setPageToken(page.getNextPageToken()).build()))
        .satisfies(
            rest ->
                assertThat(rest.getReadersList())
                    .extracting(Reader::getClient)
                    .containsExactly("c", "d"),
            rest -> assertThat(rest.getNextPageToken()).isEmpty());
    assertThat(
            plain
                .listReaders(
                    ListReadersRequest.newBuilder()
                        .setSeenSince(Timestamps.fromMillis(clock.millis()))
                        .build())
                .getReadersList())
        .extracting(Reader::getClient)
        .containsExactly("d");
  }

  private int http(String agent) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      "http://127.0.0.1:"
                          + server.httpPort().orElseThrow()
                          + "/firstvalue.registry.v1.RegistryService/GetActiveDefinition"))
              .header("Content-Type", "application/json")
              .header("User-Agent", agent)
              .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"lessons\"}"))
              .build();
      return client.send(request, BodyHandlers.ofString()).statusCode();
    }
  }
}
