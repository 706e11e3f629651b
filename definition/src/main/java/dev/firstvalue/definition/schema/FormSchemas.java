package dev.firstvalue.definition.schema;

import build.buf.validate.ValidateProto;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import java.util.List;
import java.util.stream.Stream;

/** Which fields of a message exclude or demand each other. */
final class FormSchemas {
  private FormSchemas() {}

  /** The rule that the protos write above a message, by its id. */
  static JsonObject of(Descriptor type, String id) {
    return switch (id) {
      case "condition-one-form" ->
          oneOf(
              List.of(
                  given(type, "event"),
                  given(type, "all"),
                  given(type, "any"),
                  given(type, "sequence"),
                  required("ratio")));
      case "event-table-one-property-form" ->
          not(allOf(given(type, "properties"), given(type, "columns")));
      case "exposure-one-form" ->
          oneOf(
              List.of(
                  allOf(
                      given(type, "log"),
                      not(given(type, "event")),
                      not(given(type, "arm")),
                      not(given(type, "where"))),
                  allOf(not(given(type, "log")), given(type, "event"), given(type, "arm"))));
      case "expectation-one-form" ->
          oneOf(List.of(given(type, "qualifiesAt"), given(type, "missing")));
      default -> throw new IllegalStateException("no such rule in the protos: " + id);
    };
  }

  /** Exactly one field of a oneof, or at most one where none is demanded. */
  static JsonObject of(OneofDescriptor oneof) {
    List<JsonObject> forms =
        oneof.getFields().stream()
            .map(FieldDescriptor::getJsonName)
            .map(FormSchemas::required)
            .toList();
    if (oneof.getOptions().getExtension(ValidateProto.oneof).getRequired()) {
      return oneOf(forms);
    }
    JsonObject none = new JsonObject();
    none.add("not", list("anyOf", forms));
    return oneOf(Stream.concat(forms.stream(), Stream.of(none)).toList());
  }

  /** The field stands there. */
  private static JsonObject required(String field) {
    JsonArray names = new JsonArray();
    names.add(field);
    JsonObject schema = new JsonObject();
    schema.add("required", names);
    return schema;
  }

  /** The field stands there and says more than its absence. */
  private static JsonObject given(Descriptor type, String field) {
    JsonObject empty = new JsonObject();
    empty.add("const", absence(type, field));
    JsonObject properties = new JsonObject();
    properties.add(field, not(empty));
    JsonObject schema = required(field);
    schema.add("properties", properties);
    return schema;
  }

  private static JsonElement absence(Descriptor type, String name) {
    FieldDescriptor field =
        type.getFields().stream()
            .filter(f -> f.getJsonName().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no such field in the protos: " + name));
    if (field.isMapField()) {
      return new JsonObject();
    }
    if (field.isRepeated()) {
      return new JsonArray();
    }
    return switch (field.getJavaType()) {
      case STRING -> new JsonPrimitive("");
      case BOOLEAN -> new JsonPrimitive(false);
      case INT, LONG, FLOAT, DOUBLE, BYTE_STRING, ENUM, MESSAGE ->
          throw new IllegalStateException("no rule asks whether this is given: " + name);
    };
  }

  private static JsonObject not(JsonObject schema) {
    JsonObject not = new JsonObject();
    not.add("not", schema);
    return not;
  }

  private static JsonObject oneOf(List<JsonObject> schemas) {
    return list("oneOf", schemas);
  }

  private static JsonObject allOf(JsonObject... schemas) {
    return list("allOf", List.of(schemas));
  }

  private static JsonObject list(String keyword, List<JsonObject> schemas) {
    JsonArray array = new JsonArray();
    schemas.forEach(array::add);
    JsonObject schema = new JsonObject();
    schema.add(keyword, array);
    return schema;
  }
}
