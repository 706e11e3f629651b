package dev.firstvalue.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.cli.Run;
import dev.firstvalue.client.ClientProgram;
import dev.firstvalue.client.ClientSecurity;
import dev.firstvalue.client.RegistryConnection;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.version.DocumentLanguage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
  void whoReadsAndWhoDependsIsToldByTheServerAndByTheRepository() throws IOException {
    try (RegistryRepository repository =
            RegistryRepository.openForWriting(
                Path.of(registry), new DocumentLanguage(), InstantSource.system());
        RegistryServer server = RegistryServer.builder(repository).start()) {
      String address = "127.0.0.1:" + server.port();
      try (RegistryConnection pricing =
          RegistryConnection.to(
              address,
              Duration.ofSeconds(10),
              ClientSecurity.PLAIN,
              new ClientProgram("pricing", "2.4"))) {
        assertThat(pricing.version("lessons-completed", 1).getVersion()).isEqualTo(1);
      }
      assertThat(Run.of("get", "lessons-completed", "--server", address).exit()).isZero();
      assertReaders(List.of("--server", address));
    }
    assertReaders(List.of("--repository", registry));
    Run nobody =
        run(
            List.of("dependents", "lessons-completed", "--within-days", "500"),
            List.of("--repository", registry));
    assertThat(nobody.err()).contains("--within-days: 500 (expected: 1 to 400)");
  }

  private static void assertReaders(List<String> from) {
    Run readers = run(List.of("readers"), from);
    assertThat(readers.exit()).as(readers.err()).isZero();
    assertThat(readers.out())
        .containsPattern("lessons-completed +v1 +pricing/2\\.4 +anonymous +1 +last 20")
        .containsPattern("lessons-completed +v2 +firstvalue-command-line/");
    assertThat(readers.err()).contains("counted since 20");
    assertThat(run(List.of("readers", "lessons-completed@2"), from).out())
        .doesNotContain("pricing");
    assertThat(run(List.of("readers", "--since", "2100-01-01"), from).out()).isEmpty();
    assertThat(run(List.of("readers", "--format", "json"), from).out())
        .contains("\"clientVersion\": \"2.4\"", "\"countedSince\"");

    Run dependents = run(List.of("dependents", "lessons-completed"), from);
    assertThat(dependents.exit()).as(dependents.err()).isEqualTo(1);
    assertThat(dependents.out())
        .startsWith("lessons-completed is active\n")
        .contains("read lately by 1", "pricing/2.4")
        .doesNotContain("firstvalue-command-line");
    assertThat(run(List.of("dependents", "nothing"), from).err()).contains("definition-not-found");
  }

  @Test
  void aListSaysHowEachNameStands() throws IOException {
    String lessons =
        Files.readString(TEAM.resolve(LESSONS)).replace("name: lessons-", "name: quiz-");
    String quiz = "definitions/quiz-completed.yaml";
    commit("2026-06-02T00:00:00Z", quiz, lessons);
    commit("2026-06-03T00:00:00Z", quiz, lessons.replace("status: ACTIVE", "status: DEPRECATED"));

    List<String> from = List.of("--repository", registry);
    assertThat(run(List.of("list"), from).out())
        .containsPattern("lessons-completed +2 +active ")
        .containsPattern("quiz-completed +1\\.1 +deprecated ")
        .containsSubsequence("lessons-completed", "quiz-completed");
    assertThat(run(List.of("list", "--order", "newest"), from).out())
        .containsSubsequence("quiz-completed", "lessons-completed");
    assertThat(run(List.of("list", "--standing", "deprecated"), from).out())
        .doesNotContain("lessons-completed ");
    commit("2026-06-04T00:00:00Z", quiz, lessons.replace("status: ACTIVE", "status: RETIRED"));
    assertThat(run(List.of("list", "--standing", "retired"), from).out())
        .containsPattern("quiz-completed +1\\.2 +retired ");
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
