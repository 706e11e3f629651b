package dev.firstvalue.client.testkit;

import dev.firstvalue.client.FirstvalueClient;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.version.DocumentLanguage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real registry inside a test: a Git repository in a temporary folder and a server on a free port
 * of this machine. What a test writes is on main at once, without a backtest.
 *
 * <p>Not thread-safe: a test writes from one thread.
 */
public final class TestRegistry implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final Author AUTHOR = new Author("Test", "test@firstvalue.dev");

  private final Path home;
  private final RegistryRepository repository;
  private final int port;
  private @Nullable RegistryServer server;

  private TestRegistry(Path home, RegistryRepository repository, RegistryServer server) {
    this.home = home;
    this.repository = repository;
    this.server = server;
    this.port = server.port();
  }

  /** Starts a registry without documents. */
  public static TestRegistry start() {
    Path home;
    try {
      home = Files.createTempDirectory("firstvalue-registry");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RegistryRepository repository =
        RegistryRepository.createOrOpen(
            home.resolve("registry.git"), new DocumentLanguage(), InstantSource.system());
    return new TestRegistry(home, repository, RegistryServer.builder(repository).warmUp().start());
  }

  /** Where it listens: {@code host:port}. The same after an outage. */
  public String target() {
    return HOST + ":" + port;
  }

  /** A client of it, whose last good answers are of this registry alone. */
  public FirstvalueClient.Builder client() {
    return FirstvalueClient.builder().target(target()).cacheDirectory(home.resolve("cache"));
  }

  /**
   * Writes a document to main, as its next commit.
   *
   * @param path {@code event-model.yaml} or {@code definitions/NAME.yaml}
   * @throws FirstvalueException DOCUMENT_INVALID if it cannot be used
   */
  public void write(String path, String document) {
    usable(commit(List.of(edit(path, document.getBytes(StandardCharsets.UTF_8)))));
  }

  /**
   * Writes the event model and the definitions of a folder to main, in one commit.
   *
   * @throws FirstvalueException DOCUMENT_INVALID if one of them cannot be used
   */
  public void writeAll(Path folder) {
    List<Edit> edits = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        if (path.equals("event-model.yaml") || path.matches("definitions/[^/]+\\.yaml")) {
          edits.add(edit(path, Files.readAllBytes(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (edits.isEmpty()) {
      throw new FirstvalueException(
          ErrorCode.FILE_NOT_FOUND,
          folder.toString(),
          "there is no event-model.yaml and no definitions/*.yaml",
          "Name the folder that has them");
    }
    usable(commit(edits));
  }

  /** Deletes a document from main, as its next commit. */
  public void delete(String path) {
    commit(List.of(Edit.remove(path, new Edit.Expected.Anything())));
  }

  /** Begins an outage: nothing answers until {@link #resume}. */
  public void stop() {
    RegistryServer running = server;
    if (running != null) {
      running.close();
      server = null;
    }
  }

  /** Ends an outage. */
  public void resume() {
    if (server == null) {
      server = RegistryServer.builder(repository).address(HOST, port).start();
    }
  }

  /** Stops it and deletes its folder. */
  @Override
  public void close() {
    stop();
    repository.close();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Edit edit(String path, byte[] bytes) {
    return Edit.write(path, bytes, new Edit.Expected.Anything());
  }

  private RegistrySnapshot commit(List<Edit> edits) {
    return repository.commit(edits, AUTHOR, "Test");
  }

  private static void usable(RegistrySnapshot snapshot) {
    snapshot.quarantined().stream()
        .findFirst()
        .ifPresent(
            file -> {
              throw new FirstvalueException(
                  ErrorCode.DOCUMENT_INVALID,
                  file.getPath(),
                  file.getMessage(),
                  "Correct the document; `firstvalue lint` lists everything that is wrong with it");
            });
  }
}
