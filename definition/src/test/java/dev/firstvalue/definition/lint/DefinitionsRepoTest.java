package dev.firstvalue.definition.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.DocumentWriter;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.finding.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The repository that is shipped as an example of a team's own. */
class DefinitionsRepoTest {
  private static final Path ROOT = Path.of("../definitions-repo");

  @Test
  void itBreaksNoRule() throws IOException {
    Repository repository = repository();

    assertThat(Linter.lint(repository, Lingo.TODAY).all()).isEmpty();
    assertThat(repository.definitions())
        .containsOnlyKeys("active-members", "lessons-completed", "value-by-role");
    assertThat(repository.experiments()).containsOnlyKeys("onboarding-checklist");
  }

  @ParameterizedTest
  @CsvSource({
    "app-opened, preparation-only",
    "lesson-begun, ",
    "classes-created, ",
    "report-viewed, "
  })
  void aCandidateIsRefusedByLintOnlyForBeingPreparation(String name, String rule)
      throws IOException {
    List<Finding> findings = Linter.lint(repository().with(candidate(name)), Lingo.TODAY).all();

    assertThat(findings)
        .extracting(Finding::rule)
        .isEqualTo(rule == null ? List.of() : List.of(rule));
  }

  @Test
  void everyDefinitionHasExamplesThatQualifyAndThatFail() throws IOException {
    List<Document.OfValueEvent> all =
        Stream.concat(
                repository().definitions().values().stream(),
                Stream.of(
                    candidate("app-opened"),
                    candidate("lesson-begun"),
                    candidate("classes-created"),
                    candidate("report-viewed")))
            .toList();

    for (Document.OfValueEvent definition : all) {
      var examples = definition.message().getSpec().getExamplesList();
      assertThat(examples).as(definition.path()).anyMatch(e -> e.getExpect().getMissingCount() > 0);
      assertThat(examples)
          .as(definition.path())
          .anyMatch(e -> !e.getExpect().getQualifiesAt().isEmpty());
    }
  }

  @Test
  void everyDocumentSurvivesBeingWritten() throws IOException {
    Repository repository = repository();
    List<Document> documents =
        Stream.<Stream<? extends Document>>of(
                repository.eventModel().stream(),
                repository.policy().stream(),
                repository.definitions().values().stream(),
                repository.experiments().values().stream())
            .flatMap(s -> s.map(d -> (Document) d))
            .toList();

    for (Document document : documents) {
      String written = DocumentWriter.write(document.message());
      assertThat(read("x.yaml", written.getBytes(StandardCharsets.UTF_8)).message())
          .as(written)
          .isEqualTo(document.message());
    }
  }

  private static Document.OfValueEvent candidate(String name) throws IOException {
    String path = "candidates/" + name + ".yaml";
    return (Document.OfValueEvent) read(path, Files.readAllBytes(ROOT.resolve(path)));
  }

  private static Document read(String path, byte[] bytes) {
    return switch (DocumentReader.read(path, bytes)) {
      case Read.Accepted(Document document) -> document;
      case Read.Refused(var findings) -> throw new AssertionError(findings.all().toString());
    };
  }

  private static Repository repository() throws IOException {
    TreeMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(ROOT)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(ROOT.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return Repository.read(files);
  }
}
