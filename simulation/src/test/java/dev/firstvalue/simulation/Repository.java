package dev.firstvalue.simulation;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Lingo's documents. */
final class Repository {
  private Repository() {}

  static Plan plan(String name) {
    return Binder.plan(model(), definition(name)).orThrow();
  }

  static ExposurePlan experiment() {
    return Binder.exposures(
            model(),
            definition("lessons-completed"),
            (Document.OfExperiment) document(Lingo.EXPERIMENT))
        .orThrow();
  }

  private static Document.OfEventModel model() {
    return (Document.OfEventModel) document("event-model");
  }

  private static Document.OfValueEvent definition(String name) {
    return (Document.OfValueEvent) document(name);
  }

  private static Document document(String name) {
    String path = "/lingo/" + name + ".yaml";
    try (InputStream file = Objects.requireNonNull(Repository.class.getResourceAsStream(path))) {
      return switch (DocumentReader.read(path, file.readAllBytes())) {
        case Read.Accepted accepted -> accepted.document();
        case Read.Refused refused -> throw new AssertionError(refused.findings());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
