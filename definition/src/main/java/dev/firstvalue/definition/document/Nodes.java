package dev.firstvalue.definition.document;

import dev.firstvalue.definition.document.Marks.Mark;
import dev.firstvalue.definition.document.Marks.Style;
import dev.firstvalue.definition.finding.Position;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What nodes of a YAML tree are, in the words of a message to people. */
final class Nodes {
  private Nodes() {}

  /** Whether nothing stands there, or {@code null}. */
  static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  /** Whether a scalar is a text and neither a number nor a truth value. */
  static boolean isText(ScalarNode node) {
    return node.getTag().equals(Tag.STR);
  }

  /** Whether a scalar is written as a number. */
  static boolean isNumber(ScalarNode node) {
    return node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
  }

  /** Whether the tag is one that plain YAML resolves to: no type of somebody's own. */
  static boolean hasPlainTag(Node node) {
    Tag tag = node.getTag();
    return switch (node) {
      case MappingNode _ -> tag.equals(Tag.MAP);
      case SequenceNode _ -> tag.equals(Tag.SEQ);
      case ScalarNode scalar ->
          isText(scalar) || isNumber(scalar) || isNull(scalar) || tag.equals(Tag.BOOL);
      default -> false;
    };
  }

  /** What stands there: the text of a scalar, the kind of anything else. */
  static String found(Node node) {
    return switch (node) {
      case MappingNode _ -> "a mapping";
      case SequenceNode _ -> "a list";
      case ScalarNode scalar when isNull(scalar) -> "nothing";
      case ScalarNode scalar when isText(scalar) -> "the text \"" + scalar.getValue() + "\"";
      case ScalarNode scalar when isNumber(scalar) -> "the number " + scalar.getValue();
      case ScalarNode scalar -> scalar.getValue();
      default -> "something else";
    };
  }

  /** Where a node begins and how it is written. */
  static Mark mark(Node node) {
    Position position = Problems.position(node);
    int index = node.getStartMark().map(m -> m.getIndex()).orElse(0);
    if (!(node instanceof ScalarNode scalar)) {
      return new Mark(position, index, "", Style.COLLECTION);
    }
    Style style =
        switch (scalar.getScalarStyle()) {
          case SINGLE_QUOTED -> Style.SINGLE_QUOTED;
          case DOUBLE_QUOTED -> Style.DOUBLE_QUOTED;
          case LITERAL, FOLDED -> Style.BLOCK;
          case PLAIN, JSON_SCALAR_STYLE -> Style.PLAIN;
        };
    return new Mark(position, index, scalar.getValue(), style);
  }
}
