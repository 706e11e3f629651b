package dev.firstvalue.proto;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import java.util.Map;

/**
 * Proto-JSON with the words of enums instead of their wire names, in both directions: {@code
 * "PASS"}, not {@code "VERDICT_OUTCOME_PASS"}. Otherwise plain proto-JSON in lowerCamelCase.
 */
public final class ProtoJson {
  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();
  private static final Gson COMPACT =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  private ProtoJson() {}

  /**
   * A report: every field that cannot be absent is there, what is undefined is absent. Indented.
   */
  public static String printReport(MessageOrBuilder message) {
    return PRETTY.toJson(tree(message, true));
  }

  /** A report on one line. */
  public static String printReportLine(MessageOrBuilder message) {
    return COMPACT.toJson(tree(message, true));
  }

  /** A document as a tree: only what was written. */
  public static JsonObject documentTree(MessageOrBuilder message) {
    return tree(message, false);
  }

  /**
   * Reads what this class prints.
   *
   * @throws InvalidProtocolBufferException if it is not JSON of this message
   */
  public static void merge(String json, Message.Builder builder)
      throws InvalidProtocolBufferException {
    JsonElement tree;
    try {
      tree = JsonParser.parseString(json);
    } catch (com.google.gson.JsonParseException e) {
      throw new InvalidProtocolBufferException(new java.io.IOException(e.getMessage(), e));
    }
    merge(tree, builder);
  }

  /**
   * Reads a tree in the form of {@link #documentTree}. The tree is changed.
   *
   * @throws InvalidProtocolBufferException if it does not fit the message
   */
  public static void merge(JsonElement tree, Message.Builder builder)
      throws InvalidProtocolBufferException {
    rename(tree, builder.getDescriptorForType(), EnumNames.TO_WIRE);
    JsonFormat.parser().merge(COMPACT.toJson(tree), builder);
  }

  private static JsonObject tree(MessageOrBuilder message, boolean everyField) {
    JsonFormat.Printer printer = JsonFormat.printer().omittingInsignificantWhitespace();
    try {
      String json =
          (everyField ? printer.alwaysPrintFieldsWithNoPresence() : printer).print(message);
      JsonObject tree = JsonParser.parseString(json).getAsJsonObject();
      rename(tree, message.getDescriptorForType(), EnumNames.TO_WORD);
      return tree;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a message of our own does not print", e);
    }
  }

  private enum EnumNames {
    TO_WORD,
    TO_WIRE;

    String rename(EnumDescriptor type, String name) {
      EnumValueDescriptor value = type.findValueByName(name);
      return switch (this) {
        case TO_WORD -> value == null ? name : EnumWords.word(value);
        case TO_WIRE -> value != null ? name : EnumWords.wireName(type, name);
      };
    }
  }

  private static void rename(JsonElement element, Descriptor type, EnumNames names) {
    if (!element.isJsonObject() || type.getFullName().startsWith("google.protobuf.")) {
      return;
    }
    for (Map.Entry<String, JsonElement> member : element.getAsJsonObject().entrySet()) {
      FieldDescriptor field = field(type, member.getKey());
      if (field == null) {
        continue;
      }
      if (field.isMapField()) {
        FieldDescriptor valueField = field.getMessageType().findFieldByName("value");
        if (member.getValue().isJsonObject()) {
          for (Map.Entry<String, JsonElement> entry :
              member.getValue().getAsJsonObject().entrySet()) {
            entry.setValue(renamed(entry.getValue(), valueField, names));
          }
        }
      } else if (member.getValue().isJsonArray()) {
        JsonArray array = member.getValue().getAsJsonArray();
        for (int i = 0; i < array.size(); i++) {
          array.set(i, renamed(array.get(i), field, names));
        }
      } else {
        member.setValue(renamed(member.getValue(), field, names));
      }
    }
  }

  private static JsonElement renamed(JsonElement value, FieldDescriptor field, EnumNames names) {
    switch (field.getJavaType()) {
      case ENUM -> {
        if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isString()) {
          return new JsonPrimitive(names.rename(field.getEnumType(), value.getAsString()));
        }
      }
      case MESSAGE -> rename(value, field.getMessageType(), names);
      case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING -> {}
    }
    return value;
  }

  private static com.google.protobuf.Descriptors.@org.jspecify.annotations.Nullable FieldDescriptor
      field(Descriptor type, String jsonName) {
    for (FieldDescriptor field : type.getFields()) {
      if (field.getJsonName().equals(jsonName) || field.getName().equals(jsonName)) {
        return field;
      }
    }
    return null;
  }
}
