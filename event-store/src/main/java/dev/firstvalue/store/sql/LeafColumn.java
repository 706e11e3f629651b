package dev.firstvalue.store.sql;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.plan.Leaf;

/**
 * One leaf counted from one origin: a column of {@code instants}.
 *
 * @param name the column of its instant
 * @param leaf the leaf
 * @param origin the column of {@code anchors} that its range begins at
 * @param timed whether its instant matters; if not, only whether there is one, and where rows are
 *     counted as they come the origin stands for it
 */
record LeafColumn(String name, Leaf leaf, String origin, boolean timed) {

  /** The largest n for which the store keeps sorted instants. */
  private static final long MOST = 16_777_215;

  LeafColumn {
    if (leaf instanceof Leaf.Nth nth && nth.n() > MOST) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          "atLeast",
          nth.n() + " is more than a store keeps of one entity, " + MOST,
          "Ask for fewer");
    }
  }

  /** A leaf whose instant matters. */
  LeafColumn(String name, Leaf leaf, String origin) {
    this(name, leaf, origin, true);
  }

  /** The column of how many events match it. */
  String matching() {
    return "matching_" + name;
  }

  /** Whether plain flags and conditional aggregates can say it: rows counted in one group. */
  boolean isPlain() {
    return !(leaf instanceof Leaf.Total) && leaf.per().isEmpty();
  }
}
