package dev.firstvalue.definition.plan;

import dev.firstvalue.definition.expression.Expression;
import java.util.Optional;

/** What turns an entity's rows into one instant. */
public sealed interface Leaf {
  /** Which rows. */
  Stream stream();

  /** When after time zero. */
  Range range();

  /**
   * The n-th smallest instant of the stream's rows in the range.
   *
   * <p>With {@code distinct}, each known value counts once, at its earliest row. Without it, rows
   * that share an event id count once, at the earliest of them; rows without an id count each.
   *
   * @param n at least 1
   * @param distinct what is counted; rows when absent
   */
  record Nth(Stream stream, Range range, long n, Optional<Expression> distinct) implements Leaf {
    public Nth {
      if (n < 1) {
        throw new IllegalArgumentException("n: " + n + " (expected: at least 1)");
      }
    }
  }
}
