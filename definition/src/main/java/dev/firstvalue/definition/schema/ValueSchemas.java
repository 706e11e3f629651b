package dev.firstvalue.definition.schema;

import build.buf.validate.DoubleRules;
import build.buf.validate.FieldRules;
import build.buf.validate.Int32Rules;
import build.buf.validate.StringRules;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.firstvalue.definition.document.InstantText;
import dev.firstvalue.proto.EnumWords;
import dev.firstvalue.proto.ProtoComments;
import java.math.BigDecimal;

/** Schemas of single values with the constraints that the protos write beside them. */
final class ValueSchemas {
  private ValueSchemas() {}

  static JsonObject of(FieldDescriptor field, FieldRules rules) {
    return switch (field.getJavaType()) {
      case STRING -> text(rules.getString());
      case BOOLEAN -> typed("boolean");
      case INT -> integer(rules.getInt32());
      case DOUBLE -> number(rules.getDouble());
      case ENUM -> word(field.getEnumType());
      case LONG, FLOAT, BYTE_STRING, MESSAGE ->
          throw new IllegalStateException("no document has a field of type " + field.getType());
    };
  }

  static JsonObject text(StringRules rules) {
    JsonObject schema = typed("string");
    if (rules.hasConst()) {
      schema.addProperty("const", rules.getConst());
    }
    if (rules.getInCount() > 0) {
      JsonArray words = new JsonArray();
      rules.getInList().forEach(words::add);
      schema.add("enum", words);
    }
    if (rules.getMinLen() > 0) {
      schema.addProperty("minLength", rules.getMinLen());
    }
    if (rules.hasMaxLen()) {
      schema.addProperty("maxLength", rules.getMaxLen());
    }
    if (rules.hasPattern()) {
      schema.addProperty("pattern", rules.getPattern());
    }
    return schema;
  }

  static JsonObject instant() {
    JsonObject schema = typed("string");
    schema.addProperty("format", "date-time");
    schema.addProperty("pattern", InstantText.PATTERN);
    return schema;
  }

  private static JsonObject integer(Int32Rules rules) {
    JsonObject schema = typed("integer");
    if (rules.getInCount() > 0) {
      JsonArray numbers = new JsonArray();
      rules.getInList().forEach(numbers::add);
      schema.add("enum", numbers);
      return schema;
    }
    schema.addProperty("minimum", rules.hasGte() ? rules.getGte() : -Integer.MAX_VALUE);
    schema.addProperty("maximum", Integer.MAX_VALUE);
    return schema;
  }

  private static JsonObject number(DoubleRules rules) {
    JsonObject schema = typed("number");
    if (rules.hasGt()) {
      schema.addProperty("exclusiveMinimum", plain(rules.getGt()));
    }
    if (rules.hasGte()) {
      schema.addProperty("minimum", plain(rules.getGte()));
    }
    if (rules.hasLt()) {
      schema.addProperty("exclusiveMaximum", plain(rules.getLt()));
    }
    if (rules.hasLte()) {
      schema.addProperty("maximum", plain(rules.getLte()));
    }
    return schema;
  }

  private static JsonObject word(EnumDescriptor type) {
    JsonObject schema = typed("string");
    JsonArray words = new JsonArray();
    EnumWords.words(type).forEach(words::add);
    schema.add("enum", words);
    JsonArray meanings = new JsonArray();
    for (EnumValueDescriptor value : type.getValues()) {
      if (value.getNumber() != 0) {
        meanings.add(ProtoComments.of(value));
      }
    }
    // No keyword of the standard; editors show it beside each word.
    schema.add("enumDescriptions", meanings);
    return schema;
  }

  private static JsonObject typed(String type) {
    JsonObject schema = new JsonObject();
    schema.addProperty("type", type);
    return schema;
  }

  private static BigDecimal plain(double number) {
    return new BigDecimal(BigDecimal.valueOf(number).stripTrailingZeros().toPlainString());
  }
}
