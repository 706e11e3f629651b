package dev.firstvalue.definition.preset;

import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.schema.DocumentSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a new repository of definitions begins with, by the tool whose tables are there already. */
public enum Preset {
  /** The tables that {@code firstvalue import} fills. */
  STANDARD(""),
  /** The table {@code events} of PostHog, whose properties are JSON in a String. */
  POSTHOG(""),
  /** Segment's warehouse table {@code tracks}, with a view for the properties of each event. */
  SEGMENT("segment-events.sql"),
  /** The export of Google Analytics 4, with the view that unfolds its parameters. */
  GA4("ga4-events.sql"),
  /** The tables that RudderStack writes into ClickHouse, with a view of calls and properties. */
  RUDDERSTACK("rudderstack-events.sql"),
  /** Snowplow's table {@code atomic.events}, with the view that names what its schemas hold. */
  SNOWPLOW("snowplow-events.sql"),
  /** Amplitude's export of raw events, with the tables that it is loaded into. */
  AMPLITUDE("amplitude-events.sql");

  private static final Map<String, String> COMMON =
      Map.of(
          "policy.yaml", "policy.yaml",
          "README.md", "README.md",
          "CODEOWNERS", "CODEOWNERS",
          ".github/workflows/firstvalue.yml", "github.yml",
          ".gitlab-ci.yml", "gitlab.yml");
  private static final Map<String, String> DOCUMENTS =
      Map.of(
          "event-model.yaml", "event-model.yaml",
          "definitions/first-value.yaml", "first-value.yaml");

  /** The file that makes a view or tables, under {@code sql/}; empty where none is needed. */
  private final String sql;

  Preset(String sql) {
    this.sql = sql;
  }

  /** The name as the command line spells it: {@code posthog} and the like. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The preset of a name, if there is one. */
  public static Optional<Preset> of(String word) {
    return Arrays.stream(values()).filter(preset -> preset.word().equals(word)).findFirst();
  }

  /** The names of all presets. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Preset::word).toList();
  }

  /**
   * The files by their path in the repository, with forward slashes. Each document begins with the
   * line that tells editors its schema, and the schemas are there.
   */
  public SortedMap<String, byte[]> files() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    DocumentSchema.files()
        .forEach((path, schema) -> files.put(path, schema.getBytes(StandardCharsets.UTF_8)));
    COMMON.forEach((path, resource) -> files.put(path, file(path, "common/" + resource)));
    DOCUMENTS.forEach((path, resource) -> files.put(path, file(path, word() + "/" + resource)));
    if (!sql.isEmpty()) {
      files.put("sql/" + sql, bytes(word() + "/" + sql));
    }
    return Collections.unmodifiableSortedMap(files);
  }

  private static byte[] file(String path, String resource) {
    byte[] bytes = bytes(resource);
    return Repository.kindAt(path)
        .map(
            kind -> DocumentSchema.modeline(path, kind) + new String(bytes, StandardCharsets.UTF_8))
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .orElse(bytes);
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = Preset.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own file cannot be read: " + resource, e);
    }
  }
}
