package dev.firstvalue.store.load.file;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON object on each line. The keys of an object inside it follow its own after a point; a list
 * is its JSON text; null is absent.
 */
final class JsonLinesSource implements RecordSource {

  private final BufferedReader reader;

  JsonLinesSource(BufferedReader reader) {
    this.reader = reader;
  }

  @Override
  public List<String> columns() {
    return List.of();
  }

  @Override
  public void read(RecordHandler handler) throws IOException {
    long line = 0;
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      line++;
      if (text.isBlank()) {
        continue;
      }
      Map<String, String> values = new LinkedHashMap<>();
      String problem = parse(text, values);
      if (problem.isEmpty()) {
        handler.record(line, values);
      } else {
        handler.reject(line, problem);
      }
    }
  }

  /** Fills the values, and says what is wrong; nothing if all is well. */
  private static String parse(String text, Map<String, String> values) throws IOException {
    JsonReader json = new JsonReader(new StringReader(text));
    json.setStrictness(Strictness.STRICT);
    try {
      if (json.peek() != JsonToken.BEGIN_OBJECT) {
        return "no JSON object";
      }
      object("", json, values);
      return json.peek() == JsonToken.END_DOCUMENT ? "" : "more than one JSON object";
    } catch (MalformedJsonException | EOFException | JsonParseException | IllegalStateException e) {
      return "no JSON object: " + e.getMessage();
    }
  }

  private static void object(String prefix, JsonReader json, Map<String, String> values)
      throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      String name = prefix + json.nextName();
      switch (json.peek()) {
        case BEGIN_OBJECT -> object(name + ".", json, values);
        case BEGIN_ARRAY -> values.put(name, JsonParser.parseReader(json).toString());
        case BOOLEAN -> values.put(name, Boolean.toString(json.nextBoolean()));
        case NULL -> json.nextNull();
        case STRING, NUMBER -> values.put(name, json.nextString());
        case NAME, END_OBJECT, END_ARRAY, END_DOCUMENT ->
            throw new MalformedJsonException("no value of " + name);
      }
    }
    json.endObject();
  }
}
