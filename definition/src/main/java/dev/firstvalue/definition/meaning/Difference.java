package dev.firstvalue.definition.meaning;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.proto.EnumWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One difference between two documents.
 *
 * @param path the field in proto-JSON names; in the event model it begins with {@code event-model:}
 * @param before what was there; absent where nothing was
 * @param after what is there; absent where nothing is; both are absent where no words differ
 */
public record Difference(String path, Optional<String> before, Optional<String> after) {

  /** The difference in words: {@code spec.within: 7d, now 14d}. */
  @Override
  public String toString() {
    if (before.isEmpty()) {
      return path + after.map(text -> ": added " + text).orElse("");
    }
    return path + ": " + before.get() + after.map(text -> ", now " + text).orElse(", now absent");
  }

  /** A difference of two texts, of which an empty one is absent. */
  static Difference ofText(String path, String before, String after) {
    return new Difference(path, present(before), present(after));
  }

  /** A difference of two lists of words, of which an empty one is absent. */
  static Difference ofWords(String path, List<String> before, List<String> after) {
    return ofText(path, String.join(", ", before), String.join(", ", after));
  }

  private static Optional<String> present(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** What differs between two messages of one type, field by field. */
  static List<Difference> between(String path, Message before, Message after) {
    List<Difference> differences = new ArrayList<>();
    for (FieldDescriptor field : before.getDescriptorForType().getFields()) {
      String at = FieldPath.field(path, field.getJsonName());
      if (field.isMapField()) {
        entries(at, entries(before, field), entries(after, field), differences);
      } else if (field.isRepeated()) {
        elements(
            at, (List<?>) before.getField(field), (List<?>) after.getField(field), differences);
      } else {
        single(at, value(before, field), value(after, field), differences);
      }
    }
    return differences;
  }

  private static void entries(
      String path, Map<String, Object> before, Map<String, Object> after, List<Difference> into) {
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (String key : keys) {
      single(
          FieldPath.key(path, key),
          Optional.ofNullable(before.get(key)),
          Optional.ofNullable(after.get(key)),
          into);
    }
  }

  private static void elements(String path, List<?> before, List<?> after, List<Difference> into) {
    for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
      single(
          FieldPath.index(path, i),
          i < before.size() ? Optional.of(before.get(i)) : Optional.empty(),
          i < after.size() ? Optional.of(after.get(i)) : Optional.empty(),
          into);
    }
  }

  private static void single(
      String path, Optional<?> before, Optional<?> after, List<Difference> into) {
    if (Objects.equals(before, after)) {
      return;
    }
    if (before.isPresent()
        && after.isPresent()
        && before.get() instanceof Message was
        && after.get() instanceof Message is
        && isOurs(was)) {
      into.addAll(between(path, was, is));
    } else {
      into.add(new Difference(path, before.map(Difference::text), after.map(Difference::text)));
    }
  }

  private static Optional<?> value(Message message, FieldDescriptor field) {
    boolean present =
        field.hasPresence()
            ? message.hasField(field)
            : !Objects.equals(message.getField(field), field.getDefaultValue());
    return present ? Optional.of(message.getField(field)) : Optional.empty();
  }

  private static Map<String, Object> entries(Message message, FieldDescriptor field) {
    Map<String, Object> entries = new TreeMap<>();
    for (Object element : (List<?>) message.getField(field)) {
      MapEntry<?, ?> entry = (MapEntry<?, ?>) element;
      entries.put(entry.getKey().toString(), entry.getValue());
    }
    return entries;
  }

  private static boolean isOurs(Message message) {
    return message.getDescriptorForType().getFullName().startsWith("firstvalue.");
  }

  private static String text(Object value) {
    return switch (value) {
      case Message message -> Words.of(message);
      case com.google.protobuf.Descriptors.EnumValueDescriptor word -> EnumWords.word(word);
      case Double number -> Words.number(number);
      default -> value.toString();
    };
  }
}
