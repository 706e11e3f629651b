package dev.firstvalue.definition.schema;

import build.buf.validate.FieldRules;
import build.buf.validate.RepeatedRules;
import build.buf.validate.Rule;
import build.buf.validate.ValidateProto;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import dev.firstvalue.definition.document.RequiredFields;
import dev.firstvalue.proto.ProtoComments;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Schemas of messages; a message inside another stands once, under {@code definitions}. */
final class MessageSchemas {
  private static final Pattern SNAKE = Pattern.compile("(?<=[a-z0-9])_([a-z])(?=[a-z_]*`)");

  private final Map<String, JsonObject> definitions = new TreeMap<>();

  /** Every message that a schema made here refers to, by its name. */
  JsonObject definitions() {
    JsonObject all = new JsonObject();
    definitions.forEach(all::add);
    return all;
  }

  /** The schema of a message. */
  JsonObject of(Descriptor type) {
    JsonObject schema = new JsonObject();
    describe(schema, ProtoComments.of(type));
    schema.addProperty("type", "object");
    JsonObject properties = new JsonObject();
    JsonArray required = new JsonArray();
    for (FieldDescriptor field : type.getFields()) {
      properties.add(field.getJsonName(), field(field));
      if (RequiredFields.isRequired(field)) {
        required.add(field.getJsonName());
      }
    }
    schema.add("properties", properties);
    schema.addProperty("additionalProperties", false);
    if (!required.isEmpty()) {
      schema.add("required", required);
    }
    JsonArray rules = new JsonArray();
    for (Rule rule : type.getOptions().getExtension(ValidateProto.message).getCelList()) {
      rules.add(FormSchemas.of(type, rule.getId()));
    }
    for (OneofDescriptor oneof : type.getRealOneofs()) {
      rules.add(FormSchemas.of(oneof));
    }
    if (!rules.isEmpty()) {
      schema.add("allOf", rules);
    }
    return schema;
  }

  private JsonObject field(FieldDescriptor field) {
    FieldRules rules = field.getOptions().getExtension(ValidateProto.field);
    JsonObject schema =
        field.isMapField()
            ? map(field, rules)
            : field.isRepeated() ? list(field, rules.getRepeated()) : one(field, rules);
    String comment = ProtoComments.of(field);
    if (comment.isEmpty()) {
      return schema;
    }
    JsonObject described = new JsonObject();
    describe(described, comment);
    if (schema.has("$ref")) {
      // Draft 07 passes over whatever stands beside a reference.
      JsonArray all = new JsonArray();
      all.add(schema);
      described.add("allOf", all);
    } else {
      schema.asMap().forEach(described::add);
    }
    return described;
  }

  private JsonObject map(FieldDescriptor field, FieldRules rules) {
    JsonObject schema = new JsonObject();
    schema.addProperty("type", "object");
    JsonObject value =
        one(field.getMessageType().findFieldByName("value"), rules.getMap().getValues());
    var keys = rules.getMap().getKeys().getString();
    if (keys.getInCount() > 0) {
      JsonObject properties = new JsonObject();
      keys.getInList().forEach(key -> properties.add(key, value.deepCopy()));
      schema.add("properties", properties);
      schema.addProperty("additionalProperties", false);
    } else {
      if (rules.getMap().hasKeys()) {
        schema.add("propertyNames", ValueSchemas.text(keys));
      }
      schema.add("additionalProperties", value);
    }
    limit(schema, "minProperties", rules.getMap().getMinPairs());
    limit(schema, "maxProperties", rules.getMap().getMaxPairs());
    return schema;
  }

  /** A list, or its one element without the brackets. */
  private JsonObject list(FieldDescriptor field, RepeatedRules rules) {
    JsonObject list = new JsonObject();
    list.addProperty("type", "array");
    list.add("items", one(field, rules.getItems()));
    limit(list, "minItems", rules.getMinItems());
    limit(list, "maxItems", rules.getMaxItems());
    if (rules.getMinItems() > 1) {
      return list;
    }
    JsonArray forms = new JsonArray();
    forms.add(one(field, rules.getItems()));
    forms.add(list);
    JsonObject schema = new JsonObject();
    schema.add("anyOf", forms);
    return schema;
  }

  private JsonObject one(FieldDescriptor field, FieldRules rules) {
    if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      return ValueSchemas.of(field, rules);
    }
    Descriptor type = field.getMessageType();
    if (type.equals(Value.getDescriptor())) {
      return new JsonObject();
    }
    return type.equals(Timestamp.getDescriptor()) ? ValueSchemas.instant() : reference(type);
  }

  private JsonObject reference(Descriptor type) {
    if (!definitions.containsKey(type.getName())) {
      definitions.put(type.getName(), new JsonObject());
      definitions.put(type.getName(), of(type));
    }
    JsonObject schema = new JsonObject();
    schema.addProperty("$ref", "#/definitions/" + type.getName());
    return schema;
  }

  /** The protos speak of their fields by the protos' names, documents by theirs. */
  private static void describe(JsonObject schema, String comment) {
    schema.addProperty(
        "description", SNAKE.matcher(comment).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT)));
  }

  private static void limit(JsonObject schema, String keyword, long limit) {
    if (limit > 0) {
      schema.addProperty(keyword, limit);
    }
  }
}
