package dev.firstvalue.definition.finding;

/** Characters that programs obey instead of showing them. */
public final class Characters {
  private Characters() {}

  /**
   * Whether a code point is obeyed and not shown: control characters, line and paragraph
   * separators, the marks that change the direction of text, surrogates, and characters of no width
   * that hide.
   */
  public static boolean areObeyed(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  /**
   * Whether a document may hold it: what is shown, and of what is obeyed tab, line feed, and the
   * two joiners that scripts and emoji cannot be written without.
   */
  public static boolean mayStand(int codePoint) {
    return switch (codePoint) {
      case '\t', '\n', 0x200C, 0x200D -> true;
      default -> !areObeyed(codePoint);
    };
  }
}
