package dev.firstvalue.definition.hostile;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Trees of documents with a few changes: fields lost, misspelt and invented, values of another type
 * or just beyond a limit, parts of one place put into another.
 */
public final class TreeMutations {
  private static final List<JsonElement> VALUES =
      List.of(
          JsonNull.INSTANCE,
          JsonParser.parseString("{}"),
          JsonParser.parseString("[]"),
          JsonParser.parseString("[null]"),
          JsonParser.parseString("[[\"a\"]]"),
          JsonParser.parseString("[\"a\", 1]"),
          JsonParser.parseString("{\"event\": \"a\"}"),
          JsonParser.parseString("{\"all\": [{\"event\": \"a\"}]}"),
          JsonParser.parseString("{\"nonsense\": 1}"),
          new JsonPrimitive(true),
          new JsonPrimitive(false),
          new JsonPrimitive(0),
          new JsonPrimitive(1),
          new JsonPrimitive(2),
          new JsonPrimitive(-1),
          new JsonPrimitive(0.5),
          new JsonPrimitive(3.25),
          new JsonPrimitive(2_147_483_647L),
          new JsonPrimitive(2_147_483_648L),
          new JsonPrimitive(1e13),
          new JsonPrimitive(""),
          new JsonPrimitive("a"),
          new JsonPrimitive("user"),
          new JsonPrimitive("User"),
          new JsonPrimitive("ACTIVE"),
          new JsonPrimitive("STAGE_ACTIVATION"),
          new JsonPrimitive("ACTIVATION_UNSPECIFIED"),
          new JsonPrimitive("HOLM"),
          new JsonPrimitive("1"),
          new JsonPrimitive("true"),
          new JsonPrimitive("7d"),
          new JsonPrimitive("0d"),
          new JsonPrimitive("7w"),
          new JsonPrimitive("3h2d"),
          new JsonPrimitive("7d\n"),
          new JsonPrimitive("+2d"),
          new JsonPrimitive("2026-12-31"),
          new JsonPrimitive("2026-12-31T00:00:00Z"),
          new JsonPrimitive("2026-12-31T00:00:00"),
          new JsonPrimitive("2026-02-31T00:00:00Z"),
          new JsonPrimitive("firstvalue/v2"),
          new JsonPrimitive("Policy"),
          new JsonPrimitive("A name with spaces"),
          new JsonPrimitive("größe 😀"),
          new JsonPrimitive("x".repeat(63)),
          new JsonPrimitive("x".repeat(64)),
          new JsonPrimitive("x".repeat(201)),
          new JsonPrimitive("😀".repeat(200)),
          new JsonPrimitive("x".repeat(10_001)));

  private final List<JsonObject> documents;
  private final List<JsonElement> values;
  private final List<JsonElement> parts = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final SplittableRandom random;

  /** Mutations of some documents, which lend each other their parts. */
  public TreeMutations(List<JsonObject> documents, SplittableRandom random) {
    this(documents, List.of(), random);
  }

  /** Mutations that put in some texts of the caller's as well, keys included. */
  TreeMutations(List<JsonObject> documents, List<String> texts, SplittableRandom random) {
    this.documents = List.copyOf(documents);
    this.values = Stream.concat(VALUES.stream(), texts.stream().map(JsonPrimitive::new)).toList();
    this.names.addAll(texts);
    this.random = random;
    documents.forEach(this::collect);
  }

  private void collect(JsonElement tree) {
    parts.add(tree);
    if (tree.isJsonObject()) {
      names.addAll(tree.getAsJsonObject().keySet());
    }
    children(tree).forEach(this::collect);
  }

  /** One of the documents with one to three changes. */
  public JsonObject next() {
    JsonObject document = of(documents).deepCopy();
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      List<JsonElement> containers = new ArrayList<>();
      containers(document, containers);
      JsonElement container = of(containers);
      if (container.isJsonObject()) {
        change(container.getAsJsonObject());
      } else {
        change(container.getAsJsonArray());
      }
    }
    return document;
  }

  private void change(JsonObject object) {
    List<String> keys = List.copyOf(object.keySet());
    String key = keys.isEmpty() ? of(names) : of(keys);
    JsonElement value = object.has(key) ? object.get(key) : JsonNull.INSTANCE;
    switch (random.nextInt(8)) {
      case 0 -> object.remove(key);
      case 1 -> {
        object.remove(key);
        object.add(misspelt(key), value);
      }
      case 2 -> object.add(of(names), of(parts).deepCopy());
      case 3 -> object.add(of(names), of(values).deepCopy());
      case 4 -> object.add(key, of(parts).deepCopy());
      default -> object.add(key, changed(value));
    }
  }

  private void change(JsonArray array) {
    int at = array.isEmpty() ? -1 : random.nextInt(array.size());
    switch (random.nextInt(6)) {
      case 0 -> {
        if (at >= 0) {
          array.remove(at);
        }
      }
      case 1 -> array.add(of(values).deepCopy());
      case 2 -> array.add(of(parts).deepCopy());
      case 3 -> {
        JsonElement element = at < 0 ? of(values) : array.get(at);
        for (int n = of(List.of(1, 5, 20, 51, 101)); n > 0; n--) {
          array.add(element.deepCopy());
        }
      }
      default -> {
        if (at >= 0) {
          array.set(at, changed(array.get(at)));
        }
      }
    }
  }

  private JsonElement changed(JsonElement value) {
    return switch (random.nextInt(6)) {
      case 0 -> wrapped(value);
      case 1 ->
          value.isJsonArray() && !value.getAsJsonArray().isEmpty()
              ? value.getAsJsonArray().get(0)
              : of(values).deepCopy();
      case 2 -> value.isJsonPrimitive() ? new JsonPrimitive(misspelt(value.getAsString())) : value;
      default -> of(values).deepCopy();
    };
  }

  private static JsonArray wrapped(JsonElement value) {
    JsonArray list = new JsonArray();
    list.add(value);
    return list;
  }

  private String misspelt(String text) {
    int at = random.nextInt(text.length() + 1);
    return switch (random.nextInt(4)) {
      case 0 -> text.toUpperCase(Locale.ROOT);
      case 1 -> text.substring(0, at);
      case 2 -> text + "s";
      default -> text.substring(0, at) + "_" + text.substring(at);
    };
  }

  private <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static void containers(JsonElement tree, List<JsonElement> found) {
    if (tree.isJsonObject() || tree.isJsonArray()) {
      found.add(tree);
    }
    children(tree).forEach(child -> containers(child, found));
  }

  private static Iterable<JsonElement> children(JsonElement tree) {
    if (tree.isJsonObject()) {
      return tree.getAsJsonObject().asMap().values();
    }
    return tree.isJsonArray() ? tree.getAsJsonArray() : List.of();
  }
}
