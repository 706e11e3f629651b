package dev.firstvalue.store.sql;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Stream;
import java.util.Optional;

/**
 * One stream of one leaf: what a row can serve.
 *
 * @param number from 1 on, as {@code hits} names it where it has one row a slot
 * @param column the leaf
 * @param index the index of the stream among those of the leaf
 */
record Slot(int number, LeafColumn column, int index) {

  Leaf leaf() {
    return column.leaf();
  }

  Stream stream() {
    return leaf().streams().get(index);
  }

  Range range() {
    return leaf().range();
  }

  /** Whether more of an event is asked than its name and instant. */
  boolean reads() {
    return stream().where().isPresent()
        || (leaf() instanceof Leaf.Total && !AmountsSql.isLiteral(this));
  }

  /** The column of whether a row serves it, where rows are counted as they come. */
  String flag() {
    return leaf().streams().size() == 1 ? column.name() : column.name() + "_" + (index + 1);
  }

  /** Whether the first instant is all that is asked for. */
  boolean isFirst() {
    return leaf() instanceof Leaf.Nth nth && nth.n() == 1;
  }

  /**
   * How many instants of a key's rows are asked for, at most; all of them where it is not known.
   */
  Optional<Long> most() {
    return leaf() instanceof Leaf.Nth nth ? Optional.of(nth.n()) : Optional.empty();
  }

  /** What is counted; rows when absent. */
  Optional<Expression> distinct() {
    return switch (leaf()) {
      case Leaf.Nth nth -> nth.distinct();
      case Leaf.Total _, Leaf.Chain _ -> Optional.empty();
      case Leaf.Ratio ratio -> (index == 0 ? ratio.of() : ratio.to()).distinct();
    };
  }
}
