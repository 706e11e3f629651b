package dev.firstvalue.simulation.random;

import java.util.Locale;

/** Literals of CEL as text. */
final class CelText {
  private CelText() {}

  static String literal(String text) {
    StringBuilder cel = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                cel.append('\\').appendCodePoint(c);
              } else if (c < ' ') {
                cel.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                cel.appendCodePoint(c);
              }
            });
    return cel.append('"').toString();
  }
}
