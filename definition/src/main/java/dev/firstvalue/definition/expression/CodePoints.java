package dev.firstvalue.definition.expression;

import dev.cel.common.CelSourceLocation;

/** Offsets in code points, as the parser counts them. */
final class CodePoints {
  private CodePoints() {}

  /** The offset of a line (from 1) and column (from 0, in code points); -1 for no place. */
  static int offset(String text, CelSourceLocation location) {
    if (location.getLine() < 1 || location.getColumn() < 0) {
      return -1;
    }
    int[] points = text.codePoints().toArray();
    int line = 1;
    int start = 0;
    for (int i = 0; i < points.length && line < location.getLine(); i++) {
      if (points[i] == '\n') {
        line++;
        start = i + 1;
      }
    }
    return Math.min(start + location.getColumn(), points.length);
  }
}
