package dev.firstvalue.definition.schema;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import dev.firstvalue.definition.document.DocumentKind;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The JSON Schema of a kind of document, made from the protos: draft 07, which is the one that
 * editors' YAML servers know best. It refuses what {@link
 * dev.firstvalue.definition.document.DocumentReader} refuses of a document's structure; what fields
 * mean together is left to lint.
 */
public final class DocumentSchema {
  /** Where a repository keeps the schemas that its documents name. */
  public static final String FOLDER = ".schemas/";

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private DocumentSchema() {}

  /** The schema of a kind, ending with a line feed. */
  public static String of(DocumentKind kind) {
    JsonObject schema = new JsonObject();
    schema.addProperty("$schema", "http://json-schema.org/draft-07/schema#");
    schema.addProperty("title", kind.word());
    MessageSchemas messages = new MessageSchemas();
    JsonObject root = messages.of(kind.type());
    root.asMap().forEach(schema::add);
    schema.add("definitions", messages.definitions());
    return GSON.toJson(schema) + "\n";
  }

  /** The name of a schema's file: {@code value-event.schema.json} and the like. */
  public static String fileName(DocumentKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".schema.json";
  }

  /** The schemas of every kind by their path in a repository. */
  public static SortedMap<String, String> files() {
    SortedMap<String, String> files = new TreeMap<>();
    for (DocumentKind kind : DocumentKind.values()) {
      files.put(FOLDER + fileName(kind), of(kind));
    }
    return Collections.unmodifiableSortedMap(files);
  }

  /**
   * The line by which a document tells an editor its schema, ending with a line feed.
   *
   * @param path the document's path in its repository, with forward slashes
   */
  public static String modeline(String path, DocumentKind kind) {
    String up = "../".repeat((int) path.chars().filter(c -> c == '/').count());
    return "# yaml-language-server: $schema=" + up + FOLDER + fileName(kind) + "\n";
  }
}
