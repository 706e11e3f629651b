package dev.firstvalue.definition.evaluate;

import java.util.Comparator;

/**
 * The order of text by code point, which is also the order of its UTF-8 bytes. {@link
 * String#compareTo} differs: it puts U+1F600 before U+FF5E.
 */
public final class TextOrder {
  /** Text by code point. */
  public static final Comparator<String> BY_CODE_POINT = TextOrder::compare;

  private TextOrder() {}

  private static int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char l = left.charAt(i);
      char r = right.charAt(i);
      if (l != r) {
        // A surrogate is half of a code point beyond every other char.
        return Character.isSurrogate(l) == Character.isSurrogate(r)
            ? Character.compare(l, r)
            : Boolean.compare(Character.isSurrogate(l), Character.isSurrogate(r));
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
