package dev.firstvalue.definition.document;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Nodes of a YAML tree as values of any JSON type: the properties of an example's event. */
final class ValueReader {
  private final TreeReader tree;
  private final ScalarReader scalars;
  private final Problems problems;

  ValueReader(TreeReader tree, ScalarReader scalars, Problems problems) {
    this.tree = tree;
    this.scalars = scalars;
    this.problems = problems;
  }

  Optional<Value> read(Node node, String path) {
    if (!tree.enter(node, path)) {
      return Optional.empty();
    }
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar, path);
      case SequenceNode list -> Optional.of(list(list, path));
      case MappingNode mapping -> Optional.of(mapping(mapping, path));
      default -> Optional.empty();
    };
  }

  private Optional<Value> scalar(ScalarNode node, String path) {
    Value.Builder value = Value.newBuilder();
    if (Nodes.isNull(node)) {
      return Optional.of(value.setNullValue(NullValue.NULL_VALUE).build());
    }
    if (Nodes.isText(node)) {
      return scalars.isClean(node, path)
          ? Optional.of(value.setStringValue(node.getValue()).build())
          : Optional.empty();
    }
    if (!Nodes.isNumber(node)) {
      return Optional.of(value.setBoolValue(node.getValue().equals("true")).build());
    }
    double number = ScalarReader.value(node);
    if (Double.isFinite(number)) {
      return Optional.of(value.setNumberValue(number).build());
    }
    problems.report(
        problems
            .at(node, "wrong-type", path, "the number is not finite")
            .found(node.getValue())
            .expected("a finite number"));
    return Optional.empty();
  }

  private Value list(SequenceNode node, String path) {
    ListValue.Builder list = ListValue.newBuilder();
    int i = 0;
    for (Node element : node.getValue()) {
      read(element, FieldPath.index(path, i++)).ifPresent(list::addValues);
    }
    return Value.newBuilder().setListValue(list).build();
  }

  private Value mapping(MappingNode node, String path) {
    Struct.Builder struct = Struct.newBuilder();
    Set<String> seen = new HashSet<>();
    for (NodeTuple tuple : node.getValue()) {
      tree.key(tuple.getKeyNode(), path, seen)
          .ifPresent(
              key ->
                  read(tuple.getValueNode(), FieldPath.key(path, key))
                      .ifPresent(value -> struct.putFields(key, value)));
    }
    return Value.newBuilder().setStructValue(struct).build();
  }
}
