package dev.firstvalue.validator.bridge;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.firstvalue.definition.meaning.Difference;
import dev.firstvalue.definition.v1.ValueEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Carries one difference of two documents from the newer into the older. */
final class OneEdit {
  private static final Pattern STEP = Pattern.compile("([A-Za-z]+)((?:\\[[0-9]{1,6}])?)");

  private final Difference difference;
  private final List<Step> steps;

  /** A field, and an element of it or -1. */
  private record Step(String field, int index) {}

  private OneEdit(Difference difference, List<Step> steps) {
    this.difference = difference;
    this.steps = steps;
  }

  /**
   * The older document with this difference alone; nothing where its place is not there to be
   * edited by itself.
   */
  static Optional<ValueEvent> apply(Difference difference, ValueEvent before, ValueEvent after) {
    List<Step> steps = new ArrayList<>();
    for (String part : difference.path().split("\\.", -1)) {
      Matcher step = STEP.matcher(part);
      if (!step.matches()) {
        return Optional.empty();
      }
      String index = step.group(2);
      steps.add(
          new Step(
              step.group(1),
              index.isEmpty() ? -1 : Integer.parseInt(index.substring(1, index.length() - 1))));
    }
    ValueEvent.Builder edited = before.toBuilder();
    return new OneEdit(difference, steps).edit(edited, after, 0)
        ? Optional.of(edited.build())
        : Optional.empty();
  }

  private boolean edit(Message.Builder target, @Nullable Message source, int at) {
    Step step = steps.get(at);
    FieldDescriptor field = field(target.getDescriptorForType(), step.field());
    if (field == null || (step.index() >= 0 && !field.isRepeated())) {
      return false;
    }
    boolean last = at == steps.size() - 1;
    if (step.index() < 0) {
      return last ? replace(target, source, field) : descend(target, source, field, at);
    }
    return last
        ? element(target, source, field, step.index())
        : descendInto(target, source, field, step.index(), at);
  }

  private static boolean replace(
      Message.Builder target, @Nullable Message source, FieldDescriptor field) {
    boolean there =
        source != null
            && (field.isRepeated()
                ? source.getRepeatedFieldCount(field) > 0
                : !field.hasPresence() || source.hasField(field));
    if (there && source != null) {
      target.setField(field, source.getField(field));
    } else {
      target.clearField(field);
    }
    return true;
  }

  private boolean descend(
      Message.Builder target, @Nullable Message source, FieldDescriptor field, int at) {
    if (field.isRepeated() || field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      return false;
    }
    Message inner =
        source != null && source.hasField(field) ? (Message) source.getField(field) : null;
    Message.Builder edited = ((Message) target.getField(field)).toBuilder();
    if (!edit(edited, inner, at + 1)) {
      return false;
    }
    target.setField(field, edited.build());
    return true;
  }

  private boolean descendInto(
      Message.Builder target, @Nullable Message source, FieldDescriptor field, int index, int at) {
    if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE
        || source == null
        || index >= target.getRepeatedFieldCount(field)
        || index >= source.getRepeatedFieldCount(field)) {
      return false;
    }
    Message.Builder edited = ((Message) target.getRepeatedField(field, index)).toBuilder();
    if (!edit(edited, (Message) source.getRepeatedField(field, index), at + 1)) {
      return false;
    }
    target.setRepeatedField(field, index, edited.build());
    return true;
  }

  /** Adds, takes away or replaces one element. */
  private boolean element(
      Message.Builder target, @Nullable Message source, FieldDescriptor field, int index) {
    List<Object> elements = new ArrayList<>((List<?>) target.getField(field));
    int there = source == null ? 0 : source.getRepeatedFieldCount(field);
    if (difference.after().isEmpty()) {
      if (index >= elements.size()) {
        return false;
      }
      elements.remove(index);
    } else if (source == null || index >= there) {
      return false;
    } else if (difference.before().isEmpty()) {
      elements.add(Math.min(index, elements.size()), source.getRepeatedField(field, index));
    } else if (index < elements.size()) {
      elements.set(index, source.getRepeatedField(field, index));
    } else {
      return false;
    }
    target.setField(field, elements);
    return true;
  }

  private static @Nullable FieldDescriptor field(Descriptor message, String jsonName) {
    return message.getFields().stream()
        .filter(field -> field.getJsonName().equals(jsonName))
        .findFirst()
        .orElse(null);
  }
}
