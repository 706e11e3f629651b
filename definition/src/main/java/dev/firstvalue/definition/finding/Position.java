package dev.firstvalue.definition.finding;

import java.util.Comparator;

/**
 * A place in a file.
 *
 * @param line counted from 1; 0 where a finding is about the file as a whole
 * @param column counted in code points from 1; 0 where a finding is about the file as a whole
 */
public record Position(int line, int column) implements Comparable<Position> {
  /** The file as a whole. */
  public static final Position FILE = new Position(0, 0);

  private static final Comparator<Position> ORDER =
      Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

  public Position {
    if (line < 0 || column < 0) {
      throw new IllegalArgumentException(
          "position: " + line + ":" + column + " (expected: both at least 0)");
    }
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }
}
