package dev.firstvalue.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.metrics.Exposition;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.ListDependentsRequest;
import dev.firstvalue.registry.v1.ListReadersRequest;
import dev.firstvalue.registry.version.DocumentLanguage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.RefUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstvalueClientTest {
  /** Waits that a test can afford, in the proportions of the usual ones. */
  private static final Pace QUICK =
      new Pace(
          Duration.ofMillis(50),
          Duration.ofMillis(2000),
          Duration.ofMillis(10),
          Duration.ofMillis(100),
          Duration.ofMillis(2500));

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
          lesson_completed: {}
      """;

  private final BlockingQueue<ClientEvent> events = new LinkedBlockingQueue<>();
  @TempDir private Path home;
  private RegistryRepository repository;
  private RegistryServer server;
  private int port;

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

  @Test
  void theActiveVersionIsFetchedAndThenFollowed() throws InterruptedException {
    try (FirstvalueClient client = client()) {
      assertThat(client.state()).isEqualTo(ClientState.CONNECTING);
      assertThat(client.activeDefinition("lessons").getVersion()).isEqualTo(1);
      assertThat(client.state()).isEqualTo(ClientState.READY);

      commit("definitions/lessons.yaml", definition(4, "ACTIVE"));
      await(ClientEvent.DefinitionChanged.class, change -> change.to().getVersion() == 2);
      assertThat(client.activeDefinition("lessons").getVersion()).isEqualTo(2);
    }
  }

  @Test
  void aMergeIsHereWithoutAsking() throws InterruptedException {
    Pace seldom =
        new Pace(
            Duration.ofDays(1),
            QUICK.callDeadline(),
            QUICK.firstWait(),
            QUICK.longestWait(),
            QUICK.patience());
    commit("definitions/other.yaml", definition(1, "ACTIVE").replace("lessons}", "other}"));
    try (FirstvalueClient client = builder().pace(seldom).build()) {
      client.activeDefinition("lessons");
      client.activeDefinition("other");
      for (int version = 2; version < 6; version++) {
        int expected = version;
        commit("definitions/lessons.yaml", definition(version + 2, "ACTIVE"));
        await(ClientEvent.DefinitionChanged.class, c -> c.to().getVersion() == expected);
      }
      assertThat(client.activeDefinition("other").getVersion()).isEqualTo(1);
    }
  }

  @Test
  void aRegistryWhoseHistoryWasRewrittenIsFollowedOn() throws Exception {
    try (FirstvalueClient client = client()) {
      client.activeDefinition("lessons");
      commit("definitions/lessons.yaml", definition(4, "ACTIVE"));
      await(ClientEvent.DefinitionChanged.class, change -> change.to().getVersion() == 2);
      try (Git git = Git.open(home.resolve("registry.git").toFile())) {
        RefUpdate update = git.getRepository().updateRef("refs/heads/main");
        update.setNewObjectId(git.getRepository().resolve("refs/heads/main~1"));
        update.setForceUpdate(true);
        assertThat(update.update()).isEqualTo(RefUpdate.Result.FORCED);
      }
      await(ClientEvent.DefinitionChanged.class, change -> change.to().getVersion() == 1);
    }
  }

  @Test
  void whatDoesNotExistFailsAtOnceWithTheRegistrysOwnError() {
    try (FirstvalueClient client = client()) {
      long start = System.nanoTime();
      assertError(ErrorCode.DEFINITION_NOT_FOUND, () -> client.activeDefinition("nobody"));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(QUICK.patience());
      assertThat(client.state()).isEqualTo(ClientState.READY);
    }
  }

  @Test
  void aDefinitionThatIsRetiredIsNotServedFromAnyCache() throws InterruptedException {
    try (FirstvalueClient client = client()) {
      client.activeDefinition("lessons");
      commit("definitions/lessons.yaml", definition(3, "RETIRED"));
      await(ClientEvent.DefinitionGone.class, gone -> gone.name().equals("lessons"));
      assertError(ErrorCode.DEFINITION_RETIRED, () -> client.activeDefinition("lessons"));

      commit("definitions/lessons.yaml", definition(3, "DEPRECATED"));
      events.clear();
      assertThat(eventually(client, "lessons")).isNotEmpty();
    }
  }

  @Test
  void aRegistryThatDiesAndComesBackIsOnlyAStaleTime() throws InterruptedException {
    try (FirstvalueClient client = client()) {
      client.activeDefinition("lessons");
      server.close();
      await(ClientEvent.StateChanged.class, change -> change.to() == ClientState.STALE);
      assertThat(client.activeDefinition("lessons").getVersion()).isEqualTo(1);

      commit("definitions/lessons.yaml", definition(5, "ACTIVE"));
      server = RegistryServer.builder(repository).address("127.0.0.1", port).start();
      await(ClientEvent.DefinitionChanged.class, change -> change.to().getVersion() == 2);
      await(ClientEvent.StateChanged.class, change -> change.to() == ClientState.READY);
    }
  }

  @Test
  void aReplicaThatLagsTakesNothingBack() throws InterruptedException {
    try (FirstvalueClient client = client();
        RegistryRepository replica =
            RegistryRepository.createOrOpen(
                home.resolve("replica.git"), new DocumentLanguage(), InstantSource.system())) {
      client.activeDefinition("lessons");
      commit("definitions/lessons.yaml", definition(4, "ACTIVE"));
      await(ClientEvent.DefinitionChanged.class, change -> change.to().getVersion() == 2);
      server.close();
      await(ClientEvent.StateChanged.class, change -> change.to() == ClientState.STALE);

      commit(replica, "event-model.yaml", MODEL);
      commit(replica, "definitions/lessons.yaml", definition(3, "ACTIVE"));
      server = RegistryServer.builder(replica).address("127.0.0.1", port).start();
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!watched(server)) {
        assertThat(System.nanoTime()).as("the replica is asked").isLessThan(end);
        Thread.onSpinWait();
      }
      assertThat(client.activeDefinition("lessons").getVersion()).isEqualTo(2);

      commit(replica, "definitions/lessons.yaml", definition(4, "ACTIVE"));
      await(ClientEvent.StateChanged.class, change -> change.to() == ClientState.READY);
      assertThat(client.activeDefinition("lessons").getVersion()).isEqualTo(2);
    }
  }

  /** Whether a watch of the server has ended. */
  private static boolean watched(RegistryServer server) {
    Exposition page = new Exposition();
    server.calls().write(page);
    return page.toString().contains("WatchDefinitions\",code=");
  }

  @Test
  void aProgramStartsWithoutARegistryFromItsLastGoodAnswers() {
    try (FirstvalueClient client = client()) {
      client.activeDefinition("lessons");
    }
    server.close();

    try (FirstvalueClient client = client()) {
      assertThat(client.activeDefinition("lessons").getDefinition().getMetadata().getName())
          .isEqualTo("lessons");
      assertThat(client.state()).isEqualTo(ClientState.STALE);
    }
  }

  @Test
  void aLastGoodAnswerThatSomebodyChangedIsReportedAndNotUsed() throws Exception {
    try (FirstvalueClient client = client()) {
      client.activeDefinition("lessons");
    }
    server.close();
    Path file = onlyFile();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 3] ^= 1;
    Files.write(file, bytes);

    try (FirstvalueClient client = client()) {
      assertError(ErrorCode.REGISTRY_UNREACHABLE, () -> client.activeDefinition("lessons"));
      assertThat(client.state()).isEqualTo(ClientState.FAILED);
      await(ClientEvent.CacheIgnored.class, ignored -> ignored.file().equals(file));
    }
  }

  @Test
  void anotherRegistrysAnswersAreNotServed() throws Exception {
    try (FirstvalueClient client = client()) {
      client.activeDefinition("lessons");
    }
    int elsewhere;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      elsewhere = socket.getLocalPort();
    }
    try (FirstvalueClient client = builder().target("127.0.0.1:" + elsewhere).pace(QUICK).build()) {
      assertError(ErrorCode.REGISTRY_UNREACHABLE, () -> client.activeDefinition("lessons"));
    }
  }

  @Test
  void aCacheThatCannotBeWrittenIsReportedAndNothingElse() throws Exception {
    Files.writeString(home.resolve("cache"), "a file where a folder should be");
    try (FirstvalueClient client = client()) {
      assertThat(client.activeDefinition("lessons").getVersion()).isEqualTo(1);
      await(ClientEvent.CacheUnwritable.class, event -> true);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../../etc/passwd", "Lessons", "a\nb", "a/b"})
  void aNameThatIsNoneNeverLeavesTheProgram(String name) {
    try (FirstvalueClient client = client()) {
      assertError(ErrorCode.ARGUMENT_INVALID, () -> client.activeDefinition(name));
    }
  }

  @Test
  void aListenerThatFailsDoesNotStopTheAnswers() {
    try (FirstvalueClient client =
        builder()
            .listener(
                event -> {
                  throw new IllegalStateException("listener");
                })
            .build()) {
      assertThat(client.activeDefinition("lessons").getVersion()).isEqualTo(1);
    }
  }

  @Test
  void aConnectionReadsEverythingPageByPage() {
    commit("definitions/broken.yaml", "spec: [");
    for (int lessons = 4; lessons <= 6; lessons++) {
      commit("definitions/lessons.yaml", definition(lessons, "ACTIVE"));
    }
    try (RegistryConnection connection =
        RegistryConnection.to("127.0.0.1:" + port, Duration.ofSeconds(10))) {
      assertThat(connection.versions("lessons"))
          .extracting(DefinitionVersion::getVersion)
          .containsExactly(4, 3, 2, 1);
      DefinitionVersion second = connection.version("lessons", 2);
      assertThat(connection.meaning("lessons", second.getMeaningHash())).isEqualTo(second);
      assertThat(connection.definitions().newest()).containsExactly(connection.active("lessons"));
      assertThat(connection.definitions().quarantined()).hasSize(1);
      assertThat(connection.reports("lessons")).isEmpty();
      assertError(ErrorCode.VERSION_NOT_FOUND, () -> connection.version("lessons", 9));
      server.close();
      assertError(ErrorCode.REGISTRY_UNREACHABLE, () -> connection.active("lessons"));
    }
  }

  @Test
  void theRegistryKnowsWhichProgramReadsWhichVersion() {
    try (FirstvalueClient client = builder().program("pricing", "2.4").build();
        RegistryConnection connection =
            RegistryConnection.to("127.0.0.1:" + port, Duration.ofSeconds(10))) {
      assertThat(client.activeDefinition("lessons").getVersion()).isEqualTo(1);
      assertThat(connection.readers(ListReadersRequest.getDefaultInstance()).readers())
          .singleElement()
          .satisfies(
              reader -> assertThat(reader.getClient()).isEqualTo("pricing"),
              reader -> assertThat(reader.getClientVersion()).isEqualTo("2.4"),
              reader -> assertThat(reader.getVersion()).isEqualTo(1));
      assertThat(
              connection
                  .dependents(ListDependentsRequest.newBuilder().setName("lessons").build())
                  .getReaderCount())
          .isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "a/b", "n\u00e4me"})
  void aProgramWithoutAPlainNameIsRefused(String name) {
    assertThatThrownBy(() -> new ClientProgram(name, "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("program.name: ");
  }

  private FirstvalueClient client() {
    return builder().pace(QUICK).build();
  }

  private FirstvalueClient.Builder builder() {
    return FirstvalueClient.builder()
        .target("127.0.0.1:" + port)
        .cacheDirectory(home.resolve("cache"))
        .listener(events::add);
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("cache"))) {
      return files.filter(Files::isRegularFile).toList().getFirst();
    }
  }

  /** Asks until the registry's answer is back; every refused answer is followed by a refresh. */
  private String eventually(FirstvalueClient client, String name) throws InterruptedException {
    FirstvalueException last = null;
    for (int i = 0; i < 200; i++) {
      try {
        return client.activeDefinition(name).getNotice();
      } catch (FirstvalueException e) {
        last = e;
        var _ = events.poll(50, TimeUnit.MILLISECONDS);
      }
    }
    throw new AssertionError("never served again", last);
  }

  /** Waits for an event and drops those before it. */
  private <T extends ClientEvent> void await(Class<T> type, Predicate<T> which)
      throws InterruptedException {
    for (ClientEvent event; (event = events.poll(20, TimeUnit.SECONDS)) != null; ) {
      if (type.isInstance(event) && which.test(type.cast(event))) {
        return;
      }
    }
    throw new AssertionError("no such " + type.getSimpleName() + " in 20 s");
  }

  private void commit(String path, String text) {
    commit(repository, path, text);
  }

  private static void commit(RegistryRepository repository, String path, String text) {
    repository.commit(
        List.of(
            Edit.write(path, text.getBytes(StandardCharsets.UTF_8), new Edit.Expected.Anything())),
        new Author("Ana", "ana@example.com"),
        "Change " + path);
  }

  private static String definition(int lessons, String status) {
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

  private static void assertError(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(InstanceOfAssertFactories.type(FirstvalueException.class))
        .extracting(FirstvalueException::code)
        .isEqualTo(code);
  }
}
