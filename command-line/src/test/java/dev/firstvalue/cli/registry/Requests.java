package dev.firstvalue.cli.registry;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentKind;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.experiment.v1.AnalyzeExperimentRequest;
import dev.firstvalue.validation.v1.ValidateRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Requests of the services. */
final class Requests {
  private Requests() {}

  /** Backtests a definition of the registry. */
  static ValidateRequest named(String name) {
    return ValidateRequest.newBuilder().setName(name).build();
  }

  /** Analyzes an experiment of the registry. */
  static AnalyzeExperimentRequest analyzed(String name) {
    return AnalyzeExperimentRequest.newBuilder().setName(name).build();
  }

  /** A definition that stands in a file. */
  static ValueEvent candidate(Path documents, String file) throws IOException {
    byte[] bytes = Files.readAllBytes(documents.resolve(file));
    return switch (DocumentReader.read(file, bytes, DocumentKind.VALUE_EVENT)) {
      case Read.Accepted(Document.OfValueEvent document) -> document.message();
      case Read other -> throw new AssertionError(other);
    };
  }
}
