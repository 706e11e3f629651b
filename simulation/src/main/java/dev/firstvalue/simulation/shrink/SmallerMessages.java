package dev.firstvalue.simulation.shrink;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.firstvalue.definition.v1.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Messages with one thing less: a field, an element, a part of a predicate, or a condition in whose
 * place one of its parts stands. Some of them are no documents any more; the reader says which.
 */
final class SmallerMessages {
  private static final Set<String> PREDICATES =
      Set.of("where", "when", "exclude", "exclude_entities");

  private SmallerMessages() {}

  /** Smaller messages of the same type, those that lose more first. */
  static Stream<Message> of(Message message) {
    Stream<Message> parts =
        message instanceof Condition condition ? parts(condition) : Stream.empty();
    List<FieldDescriptor> fields = List.copyOf(message.getAllFields().keySet());
    Stream<Message> without =
        fields.stream().map(field -> message.toBuilder().clearField(field).build());
    return Stream.of(
            parts,
            without,
            fields.stream()
                .filter(FieldDescriptor::isRepeated)
                .flatMap(field -> fewer(message, field)),
            fields.stream().flatMap(field -> inside(message, field)))
        .flatMap(each -> each);
  }

  /** The conditions inside a condition. */
  private static Stream<Message> parts(Condition condition) {
    List<Message> parts = new ArrayList<>();
    parts.addAll(condition.getAllList());
    parts.addAll(condition.getAnyList());
    if (condition.hasRatio()) {
      parts.add(condition.getRatio().getOf());
      parts.add(condition.getRatio().getTo());
    }
    if (condition.hasUnless()) {
      parts.add(condition.getUnless());
    }
    return parts.stream();
  }

  private static Stream<Message> fewer(Message message, FieldDescriptor field) {
    int count = message.getRepeatedFieldCount(field);
    return IntStream.range(0, count)
        .mapToObj(
            left -> {
              Message.Builder builder = message.toBuilder().clearField(field);
              for (int i = 0; i < count; i++) {
                if (i != left) {
                  builder.addRepeatedField(field, message.getRepeatedField(field, i));
                }
              }
              return builder.build();
            });
  }

  private static Stream<Message> inside(Message message, FieldDescriptor field) {
    if (field.isRepeated()) {
      return IntStream.range(0, message.getRepeatedFieldCount(field))
          .boxed()
          .flatMap(
              i ->
                  smaller(field, message.getRepeatedField(field, i))
                      .map(value -> message.toBuilder().setRepeatedField(field, i, value).build()));
    }
    return smaller(field, message.getField(field))
        .map(value -> message.toBuilder().setField(field, value).build());
  }

  private static Stream<?> smaller(FieldDescriptor field, Object value) {
    return switch (value) {
      case Message message -> of(message);
      case String text when PREDICATES.contains(field.getName()) -> SmallerPredicates.of(text);
      case Double number when number > 2 -> Stream.of(1.0, 2.0);
      default -> Stream.empty();
    };
  }
}
