package dev.firstvalue.store.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firstvalue.store.connect.Credentials;
import dev.firstvalue.store.connect.StoreTarget;
import dev.firstvalue.store.engine.EmbeddedEngine;
import dev.firstvalue.store.engine.EngineSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The server of this JVM's tests, started when first asked for. */
record TestServer(StoreTarget reader, StoreTarget admin) {

  private static @Nullable TestServer server;

  static synchronized TestServer shared() {
    TestServer started = server;
    if (started == null) {
      started = of(System.getProperty("clickhouse", "embedded"));
      server = started;
    }
    return started;
  }

  private static TestServer of(String choice) {
    return switch (choice) {
      case "embedded" -> embedded();
      case "container" -> ContainerServer.start();
      default -> {
        StoreTarget target =
            StoreTarget.parse(choice, Credentials.fromEnvironment(System.getenv()));
        yield new TestServer(target, target);
      }
    };
  }

  private static TestServer embedded() {
    assumeTrue(EmbeddedEngine.isSupported(), EngineCondition::reason);
    try {
      Path home = Files.createTempDirectory("firstvalue-test-store");
      EmbeddedEngine engine = EmbeddedEngine.start(home, EngineSettings.ofThisMachine());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(engine, home)));
      return new TestServer(engine.reader(), engine.admin());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(EmbeddedEngine engine, Path home) {
    engine.close();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
