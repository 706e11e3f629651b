package dev.firstvalue.definition.meaning;

import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import dev.firstvalue.definition.plan.Durations;
import java.util.ArrayList;
import java.util.List;

/**
 * A message as text that depends on its content alone: fields by number, maps by key, durations in
 * one spelling.
 */
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
      return single(value instanceof String text && isDuration(field) ? spelled(text) : value);
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

  /** Durations are the texts of which the protos demand the form of one. */
  private static boolean isDuration(FieldDescriptor field) {
    return field
        .getOptions()
        .getExtension(ValidateProto.field)
        .getString()
        .getPattern()
        .contains("([0-9]{1,6}h)?([0-9]{1,8}m)?([0-9]{1,9}s)?");
  }

  /** {@code 600s} as {@code 10m}; what is no duration stays as it is. */
  private static String spelled(String text) {
    try {
      return Durations.format(Durations.parse(text));
    } catch (IllegalArgumentException e) {
      return text;
    }
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
