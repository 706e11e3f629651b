package dev.firstvalue.definition.document;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import dev.firstvalue.definition.document.Marks.Mark;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML tree read into a message by the message's descriptor. What does not fit is reported at its
 * node and left out of the message; everything else is read all the same.
 *
 * <p>The rewrites of the language are here: a scalar stands for a list of one, and the words of
 * enums have no prefix. Otherwise the form is plain proto-JSON.
 */
final class TreeReader {
  private final Problems problems;
  private final ScalarReader scalars;
  private final ValueReader values;
  private final Map<String, Mark> marks = new HashMap<>();

  TreeReader(Problems problems) {
    this.problems = problems;
    this.scalars = new ScalarReader(problems);
    this.values = new ValueReader(this, scalars, problems);
  }

  /** Where each path stands. */
  Map<String, Mark> marks() {
    return marks;
  }

  /** Reads a node into a message. */
  void read(Node node, Message.Builder builder, String path) {
    if (!enter(node, path)) {
      return;
    }
    if (!(node instanceof MappingNode mapping)) {
      report(node, "wrong-type", path, "fields are expected here", "a mapping of fields");
      return;
    }
    Descriptor type = builder.getDescriptorForType();
    Set<String> seen = new HashSet<>();
    Map<OneofDescriptor, String> forms = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Optional<String> name = key(tuple.getKeyNode(), path, seen);
      if (name.isEmpty()) {
        continue;
      }
      FieldDescriptor field = field(type, name.get());
      if (field == null) {
        unknown(tuple.getKeyNode(), path, name.get(), type);
        continue;
      }
      String at = FieldPath.field(path, name.get());
      OneofDescriptor oneof = field.getRealContainingOneof();
      String other = oneof == null ? null : forms.put(oneof, name.get());
      if (other == null) {
        readField(tuple.getValueNode(), builder, field, at);
      } else {
        problems.report(
            problems
                .at(tuple.getKeyNode(), "one-form", at, "these fields exclude each other")
                .found(other + " and " + name.get())
                .expected("one of them"));
      }
    }
  }

  private void readField(Node node, Message.Builder builder, FieldDescriptor field, String path) {
    if (Nodes.isNull(node)) {
      enter(node, path);
      String expected = ScalarReader.expectation(field) + ", or the field left out";
      report(node, "missing-value", path, "the field has no value", expected);
    } else if (field.isMapField()) {
      readMap(node, builder, field, path);
    } else if (field.isRepeated()) {
      readList(node, builder, field, path);
    } else {
      value(node, builder, field, path).ifPresent(value -> builder.setField(field, value));
    }
  }

  private void readList(Node node, Message.Builder builder, FieldDescriptor field, String path) {
    if (!enter(node, path)) {
      return;
    }
    List<Node> elements = node instanceof SequenceNode list ? list.getValue() : List.of(node);
    int i = 0;
    for (Node element : elements) {
      value(element, builder, field, FieldPath.index(path, i++))
          .ifPresent(value -> builder.addRepeatedField(field, value));
    }
  }

  private void readMap(Node node, Message.Builder builder, FieldDescriptor field, String path) {
    if (!enter(node, path)) {
      return;
    }
    if (!(node instanceof MappingNode mapping)) {
      report(node, "wrong-type", path, "names with values are expected here", "a mapping");
      return;
    }
    FieldDescriptor keyField = field.getMessageType().findFieldByName("key");
    FieldDescriptor valueField = field.getMessageType().findFieldByName("value");
    Set<String> seen = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Optional<String> key = key(tuple.getKeyNode(), path, seen);
      if (key.isEmpty()) {
        continue;
      }
      Message.Builder entry = builder.newBuilderForField(field);
      entry.setField(keyField, key.get());
      value(tuple.getValueNode(), entry, valueField, FieldPath.key(path, key.get()))
          .ifPresent(
              value -> builder.addRepeatedField(field, entry.setField(valueField, value).build()));
    }
  }

  /** One value of a field: of a singular one, of an element, or of an entry. */
  private Optional<Object> value(
      Node node, Message.Builder parent, FieldDescriptor field, String path) {
    if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      return enter(node, path) ? scalars.read(node, field, path) : Optional.empty();
    }
    String type = field.getMessageType().getFullName();
    if (type.equals(Value.getDescriptor().getFullName())) {
      return values.read(node, path).map(value -> (Object) value);
    }
    if (type.equals(Timestamp.getDescriptor().getFullName())) {
      return enter(node, path) ? scalars.timestamp(node, field, path) : Optional.empty();
    }
    Message.Builder builder = parent.newBuilderForField(field);
    read(node, builder, path);
    return Optional.of(builder.build());
  }

  /** Notes where a path stands; false, and reported, if the node has a type of somebody's own. */
  boolean enter(Node node, String path) {
    marks.putIfAbsent(path, Nodes.mark(node));
    if (Nodes.hasPlainTag(node)) {
      return true;
    }
    problems.report(
        problems
            .at(node, "yaml-tag", path, "tags have no meaning here")
            .found(node.getTag().getValue())
            .expected("the value without a tag"));
    return false;
  }

  /** The name of a key; empty, and reported, if it is none or stood there before. */
  Optional<String> key(Node node, String path, Set<String> seen) {
    if (!(node instanceof ScalarNode scalar) || !Nodes.isText(scalar)) {
      problems.report(
          problems
              .at(node, "wrong-type", path, "a name is expected here")
              .found(Nodes.found(node))
              .expected(node instanceof ScalarNode ? "the name in quotes" : "a name"));
      return Optional.empty();
    }
    String name = scalar.getValue();
    if (!scalars.isClean(scalar, path)) {
      return Optional.empty();
    }
    if (!seen.add(name)) {
      problems.report(
          problems
              .at(node, "duplicate-key", FieldPath.key(path, name), "the name stands here twice")
              .found(name)
              .expected("each name once"));
      return Optional.empty();
    }
    return Optional.of(name);
  }

  private void unknown(Node key, String path, String name, Descriptor type) {
    List<String> known = type.getFields().stream().map(FieldDescriptor::getJsonName).toList();
    problems.report(
        problems
            .at(key, "unknown-field", FieldPath.key(path, name), UnknownFields.message(type, name))
            .found(name)
            .expected(String.join(", ", known))
            .suggestion(Nearest.to(name, known)));
  }

  private void report(Node node, String rule, String path, String message, String expected) {
    problems.report(
        problems.at(node, rule, path, message).found(Nodes.found(node)).expected(expected));
  }

  private static @Nullable FieldDescriptor field(Descriptor type, String jsonName) {
    for (FieldDescriptor field : type.getFields()) {
      if (field.getJsonName().equals(jsonName)) {
        return field;
      }
    }
    return null;
  }
}
