package dev.firstvalue.definition.document;

import com.google.protobuf.Message;
import dev.firstvalue.definition.document.YamlComposer.Composed;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.Experiment;
import dev.firstvalue.definition.v1.Policy;
import dev.firstvalue.definition.v1.ValueEvent;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads YAML files as documents.
 *
 * <p>Every problem of a file is reported, with its line and column, the path of the field, what
 * stands there, what would be accepted, and for an unknown name the nearest known one. Files are
 * hostile: at most 1 MiB, UTF-8 that hides nothing, at most 64 levels, and aliases that do not
 * multiply.
 */
public final class DocumentReader {
  private DocumentReader() {}

  /** Reads a file of any kind. */
  public static Read read(String path, byte[] bytes) {
    return read(path, bytes, Optional.empty());
  }

  /** Reads a file whose place demands a kind. */
  public static Read read(String path, byte[] bytes, DocumentKind kind) {
    return read(path, bytes, Optional.of(kind));
  }

  private static Read read(String file, byte[] bytes, Optional<DocumentKind> demanded) {
    return switch (SourceText.of(file, bytes)) {
      case SourceText.Refused(List<Finding> findings) -> refused(findings);
      case SourceText.Text(String text) ->
          switch (YamlComposer.compose(file, text)) {
            case Composed.Refused(Finding finding) -> refused(List.of(finding));
            case Composed.Tree(Node root) -> read(file, text, root, demanded);
          };
    };
  }

  private static Read read(String file, String text, Node root, Optional<DocumentKind> demanded) {
    Problems problems = new Problems(file);
    Optional<Finding> tooLarge = Expansion.refusal(problems, root);
    if (tooLarge.isPresent()) {
      return refused(List.of(tooLarge.get()));
    }
    Optional<DocumentKind> kind = kind(problems, root, demanded);
    if (kind.isEmpty()) {
      return refused(problems.all());
    }
    Message.Builder builder = kind.get().empty().newBuilderForType();
    TreeReader reader = new TreeReader(problems);
    reader.read(root, builder, "");
    Marks marks = new Marks(text.codePoints().toArray(), reader.marks());
    Message message = builder.build();
    new Constraints(file, marks, problems).check(message, "");
    return problems.all().isEmpty()
        ? new Read.Accepted(document(file, message, marks))
        : refused(problems.all());
  }

  private static Optional<DocumentKind> kind(
      Problems problems, Node root, Optional<DocumentKind> demanded) {
    List<String> words = demanded.map(k -> List.of(k.word())).orElseGet(DocumentKind::words);
    if (!(root instanceof MappingNode mapping)) {
      problems.report(
          problems
              .at(root, "wrong-type", "", "the file is no document")
              .found(Nodes.found(root))
              .expected("fields, with apiVersion and kind"));
      return Optional.empty();
    }
    Optional<Node> node =
        mapping.getValue().stream()
            .filter(t -> t.getKeyNode() instanceof ScalarNode key && key.getValue().equals("kind"))
            .map(NodeTuple::getValueNode)
            .findFirst();
    String expected = String.join(", ", words);
    if (node.isEmpty()) {
      problems.report(
          problems.at(root, "missing-field", "kind", "the field is missing").expected(expected));
      return Optional.empty();
    }
    String word =
        node.get() instanceof ScalarNode scalar ? scalar.getValue() : Nodes.found(node.get());
    Optional<DocumentKind> kind = DocumentKind.of(word);
    if (kind.isEmpty()) {
      problems.report(
          problems
              .at(node.get(), "unknown-kind", "kind", "there is no such kind of document")
              .found(word)
              .expected(expected)
              .suggestion(Nearest.to(word, words)));
    } else if (!words.contains(word)) {
      problems.report(
          problems
              .at(node.get(), "wrong-kind", "kind", "the document is in the place of another kind")
              .found(word)
              .expected(expected));
      return Optional.empty();
    }
    return kind;
  }

  private static Document document(String file, Message message, Marks marks) {
    return switch (message) {
      case EventModel model -> new Document.OfEventModel(file, model, marks);
      case ValueEvent definition -> new Document.OfValueEvent(file, definition, marks);
      case Experiment experiment -> new Document.OfExperiment(file, experiment, marks);
      case Policy policy -> new Document.OfPolicy(file, policy, marks);
      default -> throw new IllegalStateException("no document: " + message.getClass());
    };
  }

  private static Read refused(List<Finding> findings) {
    return new Read.Refused(Findings.of(findings));
  }
}
