package dev.firstvalue.registry.publish;

import com.google.protobuf.ByteString;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Repository;
import java.util.Optional;

/**
 * A submitted file on its way to a place in the repository.
 *
 * @param path where it belongs. Names were held to their pattern when the document was read, so
 *     that none leads out of its folder
 * @param document what it says; empty for CODEOWNERS
 * @param base as {@link Submission#base}
 */
public record Draft(
    String path, Optional<Document> document, ByteString bytes, Optional<String> base) {
  static Draft of(Document document, Submission file) {
    return new Draft(path(document), Optional.of(document), file.bytes(), file.base());
  }

  private static String path(Document document) {
    return switch (document) {
      case Document.OfEventModel model -> Repository.EVENT_MODEL;
      case Document.OfPolicy policy -> Repository.POLICY;
      case Document.OfValueEvent definition ->
          Repository.DEFINITIONS + definition.message().getMetadata().getName() + ".yaml";
      case Document.OfExperiment experiment ->
          Repository.EXPERIMENTS + experiment.message().getMetadata().getName() + ".yaml";
    };
  }
}
