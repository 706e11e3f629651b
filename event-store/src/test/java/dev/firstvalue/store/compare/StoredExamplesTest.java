package dev.firstvalue.store.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentKind;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.evaluate.ExampleResult;
import dev.firstvalue.definition.evaluate.ExampleRunner;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.store.testkit.TestStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The third evaluator, on the examples that the example repository has. */
class StoredExamplesTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final Path REPOSITORY = Path.of("../definitions-repo");

  @Test
  void theExamplesOfADefinitionHoldOnAStoreToo() {
    Document.OfValueEvent definition = definition("7d");
    assertThat(run(definition)).hasSizeGreaterThan(1).allMatch(ExampleResult::passed);
  }

  @Test
  void anExampleThatFailsIsToldAsLintTellsIt() {
    Document.OfValueEvent definition = definition("1d");
    assertThat(run(definition))
        .isEqualTo(
            ExampleRunner.run(plan(definition), definition.message().getSpec().getExamplesList()))
        .anyMatch(result -> !result.passed());
  }

  private static List<ExampleResult> run(Document.OfValueEvent definition) {
    return new StoredExamples(STORE.admin())
        .run(plan(definition), definition.message().getSpec().getExamplesList());
  }

  private static Plan plan(Document.OfValueEvent definition) {
    return Binder.plan(
            (Document.OfEventModel)
                read("event-model.yaml", DocumentKind.EVENT_MODEL, text("event-model.yaml")),
            definition)
        .orThrow();
  }

  private static Document.OfValueEvent definition(String within) {
    String path = "definitions/lessons-completed.yaml";
    return (Document.OfValueEvent)
        read(path, DocumentKind.VALUE_EVENT, text(path).replace("within: 7d", "within: " + within));
  }

  private static String text(String path) {
    try {
      return Files.readString(REPOSITORY.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Document read(String path, DocumentKind kind, String yaml) {
    return switch (DocumentReader.read(path, yaml.getBytes(StandardCharsets.UTF_8), kind)) {
      case Read.Accepted(Document document) -> document;
      case Read.Refused refused -> throw new IllegalArgumentException(refused.toString());
    };
  }
}
