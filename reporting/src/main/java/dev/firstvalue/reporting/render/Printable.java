package dev.firstvalue.reporting.render;

/**
 * Text from documents and tables made safe to print: control and bidirectional characters, which
 * could move a terminal's cursor or turn a line around, become visible escapes.
 */
public final class Printable {
  private Printable() {}

  /** The text on one line, without characters that act. */
  public static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (acts(point)) {
                line.append(String.format("\\u{%x}", point));
              } else {
                line.appendCodePoint(point);
              }
            });
    return line.toString();
  }

  private static boolean acts(int point) {
    int type = Character.getType(point);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE
        || type == Character.PRIVATE_USE;
  }
}
