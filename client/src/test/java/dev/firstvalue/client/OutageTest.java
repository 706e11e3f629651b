package dev.firstvalue.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.metrics.Exposition;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.version.DocumentLanguage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a client does without its registry: the last good answers and their files. */
class OutageTest extends ClientTest {
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

  /** Whether a watch of the server has ended. */
  private static boolean watched(RegistryServer server) {
    Exposition page = new Exposition();
    server.calls().write(page);
    return page.toString().contains("WatchDefinitions\",code=");
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("cache"))) {
      return files.filter(Files::isRegularFile).toList().getFirst();
    }
  }
}
