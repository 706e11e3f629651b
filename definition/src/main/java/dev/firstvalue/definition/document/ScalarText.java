package dev.firstvalue.definition.document;

import dev.firstvalue.definition.document.Marks.Style;

/** A scalar's value laid beside the source it was read from, one code point at a time. */
final class ScalarText {
  private final int[] source;
  private final int[] value;
  private final Style style;
  private int s;
  private int v;

  ScalarText(int[] source, Marks.Mark mark) {
    this.source = source;
    this.value = mark.value().codePoints().toArray();
    this.style = mark.style();
    this.s = mark.index();
  }

  /**
   * The index in the source of a code point of the value; where the two part, the last that fits.
   */
  int indexOf(int offset) {
    int indent = 0;
    switch (style) {
      case SINGLE_QUOTED, DOUBLE_QUOTED -> s++;
      case BLOCK -> {
        while (s < source.length && source[s] != '\n') {
          s++;
        }
        s++;
        while (at(s + indent) == ' ') {
          indent++;
        }
        s += indent;
      }
      case PLAIN, COLLECTION -> {}
    }
    int end = Math.min(offset, value.length);
    while (v < end && s < source.length && step(indent)) {}
    while (style != Style.BLOCK
        && v > 0
        && v < value.length
        && isSpace(at(s))
        && at(s) != value[v]) {
      s++;
    }
    return Math.min(s, source.length);
  }

  private boolean step(int indent) {
    int here = source[s];
    if (style == Style.SINGLE_QUOTED && here == '\'' && at(s + 1) == '\'') {
      s += 2;
      v++;
    } else if (style == Style.DOUBLE_QUOTED && here == '\\') {
      stepEscape();
    } else if (here == '\n' && style == Style.BLOCK) {
      s++;
      v++;
      for (int i = 0; i < indent && at(s) == ' '; i++) {
        s++;
      }
    } else if (here == value[v] && here != '\n') {
      s++;
      v++;
    } else if (isSpace(here)) {
      // A folded line: one space or line feed of the value for the whole run.
      if (isSpace(value[v]) && here == '\n') {
        v++;
        while (isSpace(at(s))) {
          s++;
        }
      } else {
        s++;
      }
    } else if (value[v] == '\n') {
      v++;
    } else {
      return false;
    }
    return true;
  }

  private void stepEscape() {
    int escaped = at(s + 1);
    if (escaped == '\n') {
      s += 2;
      while (at(s) == ' ' || at(s) == '\t') {
        s++;
      }
      return;
    }
    s +=
        switch (escaped) {
          case 'x' -> 4;
          case 'u' -> 6;
          case 'U' -> 10;
          default -> 2;
        };
    v++;
  }

  private int at(int index) {
    return index < source.length ? source[index] : -1;
  }

  private static boolean isSpace(int codePoint) {
    return codePoint == ' ' || codePoint == '\t' || codePoint == '\n';
  }
}
