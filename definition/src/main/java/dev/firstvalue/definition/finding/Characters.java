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
   * Whether a code point is none of a character, now and for ever: XML and YAML have no place for
   * some.
   */
  public static boolean isNoCharacter(int codePoint) {
    return (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
  }

  /**
   * Whether a document may hold it: what is shown, and of what is obeyed tab, line feed, and the
   * two joiners that scripts and emoji cannot be written without.
   */
  public static boolean mayStand(int codePoint) {
    return switch (codePoint) {
      case '\t', '\n', 0x200C, 0x200D -> true;
      default -> !areObeyed(codePoint) && !isNoCharacter(codePoint);
    };
  }
}
