package dev.firstvalue.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.version.DocumentLanguage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the tests of clients share: a registry with one definition, and a client that waits little.
 */
abstract class ClientTest {
  /** Waits that a test can afford, in the proportions of the usual ones. */
  static final Pace QUICK =
      new Pace(
          Duration.ofMillis(50),
          Duration.ofMillis(2000),
          Duration.ofMillis(10),
          Duration.ofMillis(100),
          Duration.ofMillis(2500));

  static final String MODEL =
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
          lesson_completed: {}
      """;

  final BlockingQueue<ClientEvent> events = new LinkedBlockingQueue<>();
  @TempDir Path home;
  RegistryRepository repository;
  RegistryServer server;
  int port;

  @BeforeEach
  void start() {
    repository =
        RegistryRepository.createOrOpen(
            home.resolve("registry.git"), new DocumentLanguage(), InstantSource.system());
    commit("event-model.yaml", MODEL);
    commit("definitions/lessons.yaml", definition(3, "ACTIVE"));
    server = RegistryServer.builder(repository).warmUp().start();
    port = server.port();
  }

  @AfterEach
  void stop() {
    server.close();
    repository.close();
  }

  FirstvalueClient client() {
    return builder().pace(QUICK).build();
  }

  FirstvalueClient.Builder builder() {
    return FirstvalueClient.builder()
        .target("127.0.0.1:" + port)
        .cacheDirectory(home.resolve("cache"))
        .listener(events::add);
  }

  /** Waits for an event and drops those before it. */
  <T extends ClientEvent> void await(Class<T> type, Predicate<T> which)
      throws InterruptedException {
    for (ClientEvent event; (event = events.poll(20, TimeUnit.SECONDS)) != null; ) {
      if (type.isInstance(event) && which.test(type.cast(event))) {
        return;
      }
    }
    throw new AssertionError("no such " + type.getSimpleName() + " in 20 s");
  }

  void commit(String path, String text) {
    commit(repository, path, text);
  }

  static void commit(RegistryRepository repository, String path, String text) {
    repository.commit(
        List.of(
            Edit.write(path, text.getBytes(StandardCharsets.UTF_8), new Edit.Expected.Anything())),
        new Author("Ana", "ana@example.com"),
        "Change " + path);
  }

  static String definition(int lessons, String status) {
    return """
    apiVersion: firstvalue/v1
    kind: ValueEvent
    metadata: {name: lessons}
    spec:
      stage: ACTIVATION
      status: %s
      entity: user
      start: {event: signed_up}
      within: 7d
      qualifies: {event: lesson_completed, atLeast: %d}
    """
        .formatted(status, lessons);
  }

  static void assertError(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(InstanceOfAssertFactories.type(FirstvalueException.class))
        .extracting(FirstvalueException::code)
        .isEqualTo(code);
  }
}
