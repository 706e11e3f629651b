package dev.firstvalue.definition.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.JsonScalarResolver;

/** A tree as YAML: small collections in one line, large ones with one member a line. */
final class Yaml {
  private static final int WIDTH = 110;
  private static final JsonScalarResolver RESOLVER = new JsonScalarResolver();

  sealed interface Item {}

  /** A text, quoted where it has to be. */
  record Text(String text) implements Item {}

  /** A number, a word, an instant: never quoted. */
  record Plain(String text) implements Item {}

  /** A list. */
  record Items(List<Item> items) implements Item {}

  /** A mapping, in its order. */
  record Members(Map<String, Item> members) implements Item {}

  private Yaml() {}

  static String write(Members document) {
    StringBuilder out = new StringBuilder();
    document.members().forEach((name, item) -> member(out, 0, name, item));
    return out.toString();
  }

  private static void member(StringBuilder out, int indent, String name, Item item) {
    out.append(text(name)).append(':');
    // The body of a document is a page and not a line, however short it is.
    boolean isBody = indent == 0 && name.equals("spec");
    String line = flow(item);
    if (isMultiLine(item)) {
      literal(out, indent + 2, ((Text) item).text());
    } else if (!isBody
        && !isTable(item)
        && (isScalar(item) || fits(line, indent + name.length() + 2))) {
      out.append(' ').append(line).append('\n');
    } else {
      out.append('\n');
      block(out, indent + 2, item);
    }
  }

  private static void block(StringBuilder out, int indent, Item item) {
    switch (item) {
      case Members(Map<String, Item> members) ->
          members.forEach(
              (name, value) -> {
                out.repeat(' ', indent);
                member(out, indent, name, value);
              });
      case Items(List<Item> items) -> items.forEach(element -> element(out, indent, element));
      case Text _, Plain _ -> out.repeat(' ', indent).append(flow(item)).append('\n');
    }
  }

  private static void element(StringBuilder out, int indent, Item item) {
    out.repeat(' ', indent).append("- ");
    String line = flow(item);
    if (fits(line, indent + 2) || !(item instanceof Members(Map<String, Item> members))) {
      out.append(line).append('\n');
      return;
    }
    boolean first = true;
    for (Map.Entry<String, Item> entry : members.entrySet()) {
      if (!first) {
        out.repeat(' ', indent + 2);
      }
      first = false;
      member(out, indent + 2, entry.getKey(), entry.getValue());
    }
  }

  private static void literal(StringBuilder out, int indent, String text) {
    out.append(text.endsWith("\n") ? " |\n" : " |-\n");
    text.lines()
        .forEach(
            line -> {
              if (!line.isEmpty()) {
                out.repeat(' ', indent).append(line);
              }
              out.append('\n');
            });
  }

  private static String flow(Item item) {
    return switch (item) {
      case Text(String text) -> text(text);
      case Plain(String text) -> text;
      case Items(List<Item> items) ->
          "[" + String.join(", ", items.stream().map(Yaml::flow).toList()) + "]";
      case Members(Map<String, Item> members) -> {
        List<String> parts = new ArrayList<>();
        members.forEach((name, value) -> parts.add(text(name) + ": " + flow(value)));
        yield "{" + String.join(", ", parts) + "}";
      }
    };
  }

  private static boolean fits(String line, int before) {
    return before + line.length() <= WIDTH && line.indexOf('\n') < 0;
  }

  private static boolean isScalar(Item item) {
    return item instanceof Text || item instanceof Plain;
  }

  /** A list of mappings reads as a table: one a line. */
  private static boolean isTable(Item item) {
    return item instanceof Items(List<Item> items)
        && items.stream().anyMatch(element -> element instanceof Members);
  }

  /** Whether a text is several lines that a literal block gives back as they are. */
  private static boolean isMultiLine(Item item) {
    return item instanceof Text(String text)
        && text.contains("\n")
        && !text.startsWith(" ")
        && !text.startsWith("\n")
        && !text.endsWith("\n\n")
        && text.lines().allMatch(line -> line.equals(line.stripTrailing()))
        && text.codePoints().noneMatch(c -> c == '\r' || c == '\t');
  }

  private static String text(String text) {
    boolean isPlain =
        text.matches("[\\p{L}\\p{N}_+][\\p{L}\\p{N}_./+ -]*")
            && !text.endsWith(" ")
            && RESOLVER.resolve(text, true).equals(Tag.STR);
    if (isPlain) {
      return text;
    }
    boolean isVisible = text.codePoints().allMatch(c -> c >= ' ' && c != 0x7F && c < 0xD800);
    return isVisible ? "'" + text.replace("'", "''") + "'" : escaped(text);
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                  if (c >= ' ' && c < 0x7F) {
                    out.append((char) c);
                  } else {
                    out.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08X" : "\\u%04X", c));
                  }
                }
              }
            });
    return out.append('"').toString();
  }
}
