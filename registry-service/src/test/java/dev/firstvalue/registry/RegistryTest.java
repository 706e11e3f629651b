package dev.firstvalue.registry;

import static dev.firstvalue.registry.Documents.bytes;

import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.version.DocumentLanguage;
import dev.firstvalue.registry.version.EncodedVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests on a repository share: one in a fresh directory, with an event model. */
public abstract class RegistryTest {
  protected static final Author ANA = new Author("Ana", "ana@example.com");

  protected final FakeClock clock = new FakeClock();
  protected final DocumentLanguage language = new DocumentLanguage();
  @TempDir protected Path home;
  protected Path directory;
  protected RegistryRepository registry;

  @BeforeEach
  void openRegistry() {
    directory = home.resolve("registry.git");
    registry = RegistryRepository.createOrOpen(directory, language, clock);
    commit("event-model.yaml", Documents.MODEL);
  }

  @AfterEach
  void closeRegistry() {
    registry.close();
  }

  /** Commits one file as Ana, a minute after the commit before. */
  protected RegistrySnapshot commit(String path, String text) {
    return commit(path, text, "Change " + path);
  }

  protected RegistrySnapshot commit(String path, String text, String message) {
    clock.pass(Duration.ofMinutes(1));
    return registry.commit(
        List.of(Edit.write(path, bytes(text), new Edit.Expected.Anything())), ANA, message);
  }

  protected RegistrySnapshot remove(String path) {
    clock.pass(Duration.ofMinutes(1));
    return registry.commit(
        List.of(Edit.remove(path, new Edit.Expected.Anything())), ANA, "Remove " + path);
  }

  /** The versions and revisions of a name, newest first: {@code 2.1, 2.0, 1.0}. */
  protected static List<String> numbers(RegistrySnapshot snapshot, String name) {
    return snapshot.versions(name).stream().map(RegistryTest::number).toList();
  }

  protected static String number(EncodedVersion version) {
    return version.version() + "." + version.revision();
  }
}
