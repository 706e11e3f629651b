package dev.firstvalue.registry.publish;

import com.google.protobuf.ByteString;
import dev.firstvalue.definition.document.Document;

/** A submitted document on its way to a place in the repository. */
record Draft(Document document, ByteString bytes) {
  /**
   * Where the document belongs. Names were held to their pattern when the document was read, so
   * that none leads out of its folder.
   */
  String path() {
    return switch (document) {
      case Document.OfEventModel model -> "event-model.yaml";
      case Document.OfPolicy policy -> "policy.yaml";
      case Document.OfValueEvent definition ->
          "definitions/" + definition.message().getMetadata().getName() + ".yaml";
      case Document.OfExperiment experiment ->
          "experiments/" + experiment.message().getMetadata().getName() + ".yaml";
    };
  }
}
