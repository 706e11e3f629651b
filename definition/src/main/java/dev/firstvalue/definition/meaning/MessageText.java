package dev.firstvalue.definition.meaning;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;

/** A message as text that depends on its content alone: fields by number, maps by key. */
final class MessageText {
  private MessageText() {}

  static String of(Message message) {
    StringBuilder text = new StringBuilder("(");
    // In the order of their numbers, which are never reused or changed; names may be.
    message
        .getAllFields()
        .forEach(
            (field, value) ->
                text.append(field.getNumber()).append('=').append(value(field, value)).append(' '));
    return text.append(')').toString();
  }

  private static String value(FieldDescriptor field, Object value) {
    if (!field.isRepeated()) {
      return single(value);
    }
    List<String> elements = new ArrayList<>();
    for (Object element : (List<?>) value) {
      elements.add(single(element));
    }
    if (field.isMapField()) {
      elements.sort(null);
    }
    return elements.toString();
  }

  private static String single(Object value) {
    return switch (value) {
      case MapEntry<?, ?> entry -> single(entry.getKey()) + ":" + single(entry.getValue());
      case Message message -> of(message);
      case String text -> Quoted.of(text);
      case Double number -> Double.toHexString(number == 0 ? 0.0 : number);
      case EnumValueDescriptor word -> Integer.toString(word.getNumber());
      default -> value.toString();
    };
  }
}
