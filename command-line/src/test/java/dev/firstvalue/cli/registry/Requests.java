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

  /** Analyzes an experiment that stands in a file. */
  static AnalyzeExperimentRequest experiment(Path documents, String file) throws IOException {
    return switch (read(documents, file, DocumentKind.EXPERIMENT)) {
      case Document.OfExperiment document ->
          AnalyzeExperimentRequest.newBuilder().setExperiment(document.message()).build();
      case Document other -> throw new AssertionError(other);
    };
  }

  /** A definition that stands in a file. */
  static ValueEvent candidate(Path documents, String file) throws IOException {
    return switch (read(documents, file, DocumentKind.VALUE_EVENT)) {
      case Document.OfValueEvent document -> document.message();
      case Document other -> throw new AssertionError(other);
    };
  }

  private static Document read(Path documents, String file, DocumentKind kind) throws IOException {
    return switch (DocumentReader.read(file, Files.readAllBytes(documents.resolve(file)), kind)) {
      case Read.Accepted(Document document) -> document;
      case Read other -> throw new AssertionError(other);
    };
  }
}
