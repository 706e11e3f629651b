package dev.firstvalue.definition.document;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Timestamp;
import dev.firstvalue.definition.finding.Characters;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.proto.EnumWords;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Scalars of a YAML tree as values of a field. What does not fit is reported. */
final class ScalarReader {
  private final Problems problems;

  ScalarReader(Problems problems) {
    this.problems = problems;
  }

  /** The value of a scalar field; empty, and reported, if the node is none. */
  Optional<Object> read(Node node, FieldDescriptor field, String path) {
    if (!(node instanceof ScalarNode scalar) || Nodes.isNull(node)) {
      return wrong(node, field, path);
    }
    return switch (field.getJavaType()) {
      case STRING -> text(scalar, path);
      case BOOLEAN -> bool(scalar, field, path);
      case INT -> integer(scalar, field, path);
      case DOUBLE -> number(scalar, field, path);
      case ENUM -> word(scalar, field.getEnumType(), path);
      case LONG, FLOAT, BYTE_STRING, MESSAGE ->
          throw new IllegalStateException("no document has a field of type " + field.getType());
    };
  }

  /** An instant in RFC 3339. */
  Optional<Object> timestamp(Node node, FieldDescriptor field, String path) {
    if (!(node instanceof ScalarNode scalar) || !Nodes.isText(scalar)) {
      return wrong(node, field, path);
    }
    Optional<Timestamp> timestamp = InstantText.parse(scalar.getValue());
    return timestamp.isPresent() ? Optional.of(timestamp.get()) : wrong(node, field, path);
  }

  private Optional<Object> text(ScalarNode node, String path) {
    if (!Nodes.isText(node)) {
      problems.report(
          problems
              .at(node, "wrong-type", path, "the field takes a text")
              .found(Nodes.found(node))
              .expected("the text in quotes: \"" + node.getValue() + "\""));
      return Optional.empty();
    }
    return isClean(node, path) ? Optional.of(node.getValue()) : Optional.empty();
  }

  /** Escapes can write what the file itself may not hold. */
  boolean isClean(ScalarNode node, String path) {
    Optional<Integer> bad =
        node.getValue().codePoints().filter(c -> !Characters.mayStand(c)).boxed().findFirst();
    bad.ifPresent(
        c ->
            problems.report(
                problems
                    .at(
                        node,
                        "forbidden-character",
                        path,
                        "the text holds a character that is obeyed and not shown")
                    .found(String.format(Locale.ROOT, "U+%04X", c))
                    .expected("characters that can be seen")));
    return bad.isEmpty();
  }

  private Optional<Object> bool(ScalarNode node, FieldDescriptor field, String path) {
    return switch (node.isPlain() ? node.getValue() : "") {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> wrong(node, field, path);
    };
  }

  private Optional<Object> integer(ScalarNode node, FieldDescriptor field, String path) {
    if (!Nodes.isNumber(node)) {
      return wrong(node, field, path);
    }
    double value = value(node);
    return value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE
        ? Optional.of((int) value)
        : wrong(node, field, path);
  }

  private Optional<Object> number(ScalarNode node, FieldDescriptor field, String path) {
    double value = Nodes.isNumber(node) ? value(node) : Double.NaN;
    return Double.isFinite(value) ? Optional.of(value) : wrong(node, field, path);
  }

  /**
   * The number of a node; not a number where YAML writes one that decimals cannot: {@code .inf}.
   */
  static double value(ScalarNode node) {
    try {
      return Double.parseDouble(node.getValue());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private Optional<Object> word(ScalarNode node, EnumDescriptor type, String path) {
    List<String> words = EnumWords.words(type);
    if (Nodes.isText(node) && words.contains(node.getValue())) {
      EnumValueDescriptor value = type.findValueByName(EnumWords.wireName(type, node.getValue()));
      return Optional.of(value);
    }
    problems.report(
        problems
            .at(node, "unknown-word", path, "the field does not know this word")
            .found(node.getValue())
            .expected(String.join(", ", words))
            .suggestion(Nearest.to(node.getValue(), words)));
    return Optional.empty();
  }

  private Optional<Object> wrong(Node node, FieldDescriptor field, String path) {
    Finding finding =
        problems
            .at(node, "wrong-type", path, "the value does not fit the field")
            .found(Nodes.found(node))
            .expected(expectation(field));
    problems.report(finding);
    return Optional.empty();
  }

  /** What a field takes, in words. */
  static String expectation(FieldDescriptor field) {
    if (field.isMapField()) {
      return "a mapping";
    }
    String one =
        switch (field.getJavaType()) {
          case STRING -> "a text";
          case BOOLEAN -> "true or false";
          case INT -> "a whole number";
          case DOUBLE -> "a number";
          case ENUM -> "one of " + String.join(", ", EnumWords.words(field.getEnumType()));
          case MESSAGE ->
              switch (field.getMessageType().getFullName()) {
                case "google.protobuf.Timestamp" -> "an instant like 2026-03-01T00:00:00Z";
                case "google.protobuf.Value" -> "a value";
                default -> "a mapping of fields";
              };
          case LONG, FLOAT, BYTE_STRING -> "a value";
        };
    return field.isRepeated() ? one + " or a list of them" : one;
  }
}
