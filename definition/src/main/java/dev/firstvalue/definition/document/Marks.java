package dev.firstvalue.definition.document;

import dev.firstvalue.definition.finding.Position;
import java.util.Map;

/** Where the fields of a document stand in its file. */
public final class Marks {
  private final int[] source;
  private final Map<String, Mark> marks;

  /**
   * Where a value begins: its position, its first code point in the source, and how it is written.
   */
  record Mark(Position position, int index, String value, Style style) {}

  /** How a value is written. */
  enum Style {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    BLOCK,
    COLLECTION
  }

  Marks(int[] source, Map<String, Mark> marks) {
    this.source = source.clone();
    this.marks = Map.copyOf(marks);
  }

  /** Marks of a document that no file holds: every position is the file's. */
  public static Marks none() {
    return new Marks(new int[0], Map.of());
  }

  /** Where the value at a path begins; if it is absent, where the nearest field around it does. */
  public Position at(String path) {
    for (String p = path; ; p = FieldPath.parent(p)) {
      Mark mark = marks.get(p);
      if (mark != null) {
        return mark.position();
      }
      if (p.isEmpty()) {
        return Position.FILE;
      }
    }
  }

  /** Whether the file says something at a path. */
  public boolean has(String path) {
    return marks.containsKey(path);
  }

  /**
   * Where a code point of the text at a path stands, through quotes, escapes and folded lines.
   *
   * @param offset the code point of the value, counted from 0
   */
  public Position inside(String path, int offset) {
    Mark mark = marks.get(path);
    if (mark == null || mark.style() == Style.COLLECTION) {
      return at(path);
    }
    int index = new ScalarText(source, mark).indexOf(offset);
    Position start = mark.position();
    int line = start.line();
    int column = start.column();
    for (int i = mark.index(); i < index; i++) {
      if (source[i] == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return new Position(line, column);
  }
}
