package dev.firstvalue.store.load.file;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.HashMap;
import java.util.Map;

/** The properties of a row that stand in one column, as a JSON object. */
final class JsonProperties {
  private JsonProperties() {}

  /** The members as text, those that are null left out; nothing for an empty text. */
  static Map<String, String> of(String text) throws RowMapping.RejectedException {
    if (text.isBlank()) {
      return Map.of();
    }
    JsonObject object;
    try {
      object = JsonParser.parseString(text).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new RowMapping.RejectedException("properties: not a JSON object");
    }
    Map<String, String> properties = new HashMap<>();
    for (Map.Entry<String, JsonElement> member : object.entrySet()) {
      JsonElement value = member.getValue();
      if (!value.isJsonNull()) {
        properties.put(
            member.getKey(), value.isJsonPrimitive() ? value.getAsString() : value.toString());
      }
    }
    return properties;
  }
}
