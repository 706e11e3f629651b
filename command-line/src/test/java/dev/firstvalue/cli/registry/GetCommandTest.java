package dev.firstvalue.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.cli.Run;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.version.DocumentLanguage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GetCommandTest {
  private static final Author ANA = new Author("Ana", "ana@example.com");
  private static final Path TEAM = Path.of("..", "definitions-repo");
  private static final String LESSONS = "definitions/lessons-completed.yaml";

  @TempDir private Path home;
  private String registry;

  /** Three lessons from May on, four from June on. */
  @BeforeEach
  void publishTwoVersions() throws IOException {
    registry = home.resolve("registry.git").toString();
    String model = Files.readString(TEAM.resolve("event-model.yaml"));
    String lessons = Files.readString(TEAM.resolve(LESSONS));
    commit("2026-05-01T00:00:00Z", "event-model.yaml", model);
    commit("2026-05-02T00:00:00Z", LESSONS, lessons);
    commit("2026-06-01T00:00:00Z", LESSONS, lessons.replaceFirst("atLeast: 3", "atLeast: 4"));
  }

  private void commit(String at, String path, String text) {
    try (RegistryRepository repository =
        RegistryRepository.createOrOpen(
            Path.of(registry), new DocumentLanguage(), InstantSource.fixed(Instant.parse(at)))) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      repository.commit(
          List.of(Edit.write(path, bytes, new Edit.Expected.Anything())), ANA, "Change " + path);
    }
  }

  @Test
  void theRuleOfATimeIsFoundInTheRepositoryAndOnAServer() {
    List<String> before = List.of("get", "lessons-completed", "--as-of", "2026-05-31");
    List<String> since = List.of("get", "lessons-completed", "--as-of", "2026-06-01");
    try (RegistryRepository repository =
            RegistryRepository.open(
                Path.of(registry), new DocumentLanguage(), InstantSource.system());
        RegistryServer server = RegistryServer.builder(repository).start()) {
      for (List<String> from :
          List.of(
              List.of("--repository", registry),
              List.of("--server", "127.0.0.1:" + server.port()))) {
        assertThat(run(before, from).out()).containsPattern("version +1\\R");
        assertThat(run(since, from).out()).containsPattern("version +2 \\(active\\)\\R");
        assertThat(run(since, from, "--known-at", "2026-05-20").out())
            .containsPattern("version +1\\R");
        assertThat(
                run(List.of("diff", "lessons-completed", "--from", "1", "--to", "2"), from).out())
            .startsWith("narrows: fewer qualify, or later\n")
            .contains("spec.qualifies.atLeast: 3, now 4", "\n+", "atLeast: 4");
        assertThat(run(List.of("reports", "lessons-completed@2", "--kind", "lift"), from).exit())
            .isZero();
        assertThat(run(List.of("reports", "lessons-completed@3"), from).err())
            .contains("version-not-found");
        assertThat(run(List.of("reports", "lessons-completed@x"), from).err())
            .contains("lessons-completed@x (expected: a name, or a name and a version");
      }
    }
  }

  @Test
  void aTimeBeforeTheFirstVersionWasKnownIsAnsweredWithTheTimeItWas() {
    Run run =
        run(
            List.of("get", "lessons-completed", "--known-at", "2026-05-01"),
            List.of("--repository", registry));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("definition-not-found", "2026-05-02T00:00:00Z");
  }

  @Test
  void aNumberAndATimeAreMisuse() {
    Run run =
        run(
            List.of("get", "lessons-completed", "--version-number", "1", "--as-of", "2026-05-31"),
            List.of("--repository", registry));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--version-number", "--as-of");
  }

  private static Run run(List<String> asked, List<String> from, String... more) {
    return Run.of(
        Stream.of(asked, from, List.of(more)).flatMap(List::stream).toArray(String[]::new));
  }
}
