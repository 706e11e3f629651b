package dev.firstvalue.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.firstvalue.cli.Run;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.version.DocumentLanguage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
  private static final Author HOSTILE = new Author("=HYPERLINK(\"x\")", "ana@example.com");

  @TempDir private Path home;
  private String registry;

  @BeforeEach
  void write() {
    registry = home.resolve("registry.git").toString();
    try (RegistryRepository repository = open()) {
      repository.commit(
          List.of(
              Edit.write(
                  "policy.yaml",
                  "# Ours\n".getBytes(StandardCharsets.UTF_8),
                  new Edit.Expected.Anything())),
          HOSTILE,
          "Begin");
    }
    assertThat(Run.of("token", "create", "-R", registry, "--name", "Eva", "--role", "owner").exit())
        .isZero();
  }

  @Test
  void entriesAreALineEachAndFilteredByCallerAndTime() {
    Run run = Run.of("audit", "--repository", registry);
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .containsPattern(
            " 1  20\\S+Z  directory  =HYPERLINK\\(\"x\"\\): policy.yaml: accepted, main"
                + " [0-9a-f]{10}\n")
        .containsPattern(" 2  20\\S+Z  directory  .*token [0-9a-f]{12} of Eva, owner: created");
    assertThat(Run.of("audit", "-R", registry, "--caller", "ANA@example.com").out().lines())
        .hasSize(1);
    assertThat(Run.of("audit", "-R", registry, "--since", "2100-01-01").out()).isEmpty();
    Run turned = Run.of("audit", "-R", registry, "--since", "2026-02-01", "--until", "2026-01-01");
    assertThat(turned.exit()).isEqualTo(2);
    assertThat(turned.err()).contains("2026-02-01T00:00:00Z is not before --until");
  }

  @Test
  void programsReadJsonAndSpreadsheetsCsvWithoutFormulas() {
    String json = Run.of("audit", "-R", registry, "--format", "json").out();
    assertThat(JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("entries")).hasSize(2);
    String csv = Run.of("audit", "-R", registry, "--format", "csv").out();
    assertThat(csv)
        .startsWith("number,time,request,caller,")
        .contains(",\"'=HYPERLINK(\"\"x\"\")\",");
    assertThat(csv.lines()).hasSize(3);
  }

  @Test
  void aTrailThatLostItsEndIsToldFromAHashThatWasKept() throws IOException {
    Run sound = Run.of("audit", "-R", registry, "--verify");
    assertThat(sound.out()).contains("2 entries", "sound");
    assertThat(sound.exit()).isZero();
    Matcher head = Pattern.compile("head ([0-9a-f]{40})").matcher(sound.out());
    assertThat(head.find()).isTrue();
    String kept = head.group(1);
    assertThat(Run.of("audit", "-R", registry, "--verify", "--anchor", kept).exit()).isZero();

    try (GitStore store = GitStore.openForWriting(Path.of(registry), InstantSource.system())) {
      ObjectId end = ObjectId.fromString(kept);
      ObjectId before = store.git().resolve(kept + "~1");
      assertThat(store.move("refs/firstvalue/audit", end, before, true)).isTrue();
    }
    Run cut = Run.of("audit", "-R", registry, "--verify", "--anchor", kept);
    assertThat(cut.exit()).isEqualTo(1);
    assertThat(cut.out()).contains(kept + ", which was kept, is not in the chain", "tampered with");
    assertThat(Run.of("audit", "-R", registry, "--anchor", kept).exit()).isEqualTo(2);
  }

  @Test
  void aServerTellsItsAdministrators() {
    try (RegistryRepository repository = open();
        RegistryServer server = RegistryServer.builder(repository).start()) {
      Run run = Run.of("audit", "--server", "localhost:" + server.port());
      assertThat(run.out().lines()).hasSize(2);
      assertThat(run.exit()).isZero();
    }
  }

  private RegistryRepository open() {
    return RegistryRepository.createOrOpen(
        Path.of(registry), new DocumentLanguage(), InstantSource.system());
  }
}
