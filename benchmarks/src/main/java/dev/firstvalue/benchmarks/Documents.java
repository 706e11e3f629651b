package dev.firstvalue.benchmarks;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.Read;
import java.nio.charset.StandardCharsets;

/** Documents that benchmarks bring along. */
public final class Documents {
  private Documents() {}

  public static Document.OfEventModel model(String text) {
    return (Document.OfEventModel) read("event-model.yaml", text);
  }

  public static Document.OfValueEvent definition(String text) {
    return (Document.OfValueEvent) read("definitions/bench.yaml", text);
  }

  public static Document.OfExperiment experiment(String text) {
    return (Document.OfExperiment) read("experiments/bench.yaml", text);
  }

  private static Document read(String path, String text) {
    return switch (DocumentReader.read(path, text.getBytes(StandardCharsets.UTF_8))) {
      case Read.Accepted(Document document) -> document;
      case Read.Refused refused -> throw new IllegalStateException(refused.toString());
    };
  }
}
