package dev.firstvalue.definition.hostile;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import dev.firstvalue.definition.document.DocumentKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Documents as texts and as trees. */
public final class Documents {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private Documents() {}

  /** A document of a kind that says every field there is. */
  public static String whole(DocumentKind kind) {
    String name = "whole/" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".yaml";
    try (InputStream in = Documents.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tree of a text, as any reader of YAML has it. */
  public static JsonObject tree(String yaml) {
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return GSON.toJsonTree(loaded).getAsJsonObject();
  }

  /** The text of a tree: JSON, which is YAML too. */
  public static String text(JsonObject tree) {
    return GSON.toJson(tree);
  }
}
