package dev.firstvalue.definition.document;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.google.protobuf.util.Timestamps;
import dev.firstvalue.definition.document.Yaml.Item;
import dev.firstvalue.definition.document.Yaml.Items;
import dev.firstvalue.definition.document.Yaml.Members;
import dev.firstvalue.definition.document.Yaml.Plain;
import dev.firstvalue.definition.document.Yaml.Text;
import dev.firstvalue.proto.EnumWords;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes documents as people write them: fields in the order of the proto, words of enums without
 * their prefix, a list of one as its element, and nothing that says no more than its absence.
 * Reading what is written gives an equal message.
 */
public final class DocumentWriter {
  private DocumentWriter() {}

  /** The document as YAML, ending with a line feed. */
  public static String write(Message document) {
    return Yaml.write(members(document));
  }

  private static Members members(Message message) {
    Map<String, Item> members = new LinkedHashMap<>();
    message
        .getAllFields()
        .forEach((field, _) -> members.put(field.getJsonName(), item(message, field)));
    return new Members(members);
  }

  private static Item item(Message message, FieldDescriptor field) {
    if (field.isMapField()) {
      return entries(message, field);
    }
    if (!field.isRepeated()) {
      return item(message.getField(field));
    }
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
      items.add(item(message.getRepeatedField(field, i)));
    }
    boolean isScalar = field.getJavaType() != FieldDescriptor.JavaType.MESSAGE;
    return items.size() == 1 && isScalar ? items.getFirst() : new Items(items);
  }

  private static Members entries(Message message, FieldDescriptor field) {
    FieldDescriptor key = field.getMessageType().findFieldByName("key");
    FieldDescriptor value = field.getMessageType().findFieldByName("value");
    Map<String, Item> members = new LinkedHashMap<>();
    for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
      Message entry = (Message) message.getRepeatedField(field, i);
      members.put((String) entry.getField(key), item(entry.getField(value)));
    }
    return new Members(members);
  }

  private static Item item(Object value) {
    return switch (value) {
      case String text -> new Text(text);
      case EnumValueDescriptor word -> new Plain(EnumWords.word(word));
      case Double number -> new Plain(number(number));
      case Timestamp timestamp -> new Plain(Timestamps.toString(timestamp));
      case Value any -> any(any);
      case Message message -> members(message);
      default -> new Plain(String.valueOf(value));
    };
  }

  private static Item any(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> new Text(value.getStringValue());
      case NUMBER_VALUE -> new Plain(number(value.getNumberValue()));
      case BOOL_VALUE -> new Plain(String.valueOf(value.getBoolValue()));
      case NULL_VALUE, KIND_NOT_SET -> new Plain("null");
      case LIST_VALUE ->
          new Items(
              value.getListValue().getValuesList().stream().map(DocumentWriter::any).toList());
      case STRUCT_VALUE -> {
        Map<String, Item> members = new LinkedHashMap<>();
        value.getStructValue().getFieldsMap().forEach((k, v) -> members.put(k, any(v)));
        yield new Members(members);
      }
    };
  }

  private static String number(double number) {
    BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
    boolean isShort = exact.scale() <= 15 && exact.precision() - exact.scale() <= 15;
    return isShort ? exact.toPlainString() : String.valueOf(number);
  }
}
