package dev.firstvalue.store.sql;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Range;

/**
 * One leaf counted from one origin.
 *
 * @param number from 1 on, as {@code hits} names it where it has one row a leaf
 * @param name the column of its instant
 * @param leaf the leaf
 * @param origin the column of {@code anchors} that its range begins at
 * @param range when after the origin
 */
record Slot(int number, String name, Leaf.Nth leaf, String origin, Range range) {

  /** The largest n for which the store keeps sorted instants. */
  private static final long MOST = 16_777_215;

  Slot {
    if (leaf.n() > MOST) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          "atLeast",
          leaf.n() + " is more than a store keeps of one entity, " + MOST,
          "Ask for fewer");
    }
  }

  /** Whether the first instant is all that is asked for. */
  boolean isFirst() {
    return leaf.n() == 1;
  }
}
