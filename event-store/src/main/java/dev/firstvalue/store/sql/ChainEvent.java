package dev.firstvalue.store.sql;

import dev.firstvalue.definition.expression.Expression;
import java.util.ArrayList;
import java.util.List;

/**
 * An event of a chain as it stands in an array: its instant, then perhaps an id, then what is read
 * of it; the bare instant if that is all.
 *
 * @param name what the element is called in a lambda
 * @param hasId whether its second part is an id, or the ids used at its instant
 * @param reads what the parts behind hold
 */
record ChainEvent(String name, boolean hasId, List<Expression> reads) {
  ChainEvent {
    reads = List.copyOf(reads);
  }

  private boolean isBare() {
    return !hasId && reads.isEmpty();
  }

  String time() {
    return isBare() ? name : name + ".1";
  }

  String id() {
    return name + ".2";
  }

  String read(Expression expression) {
    int place = reads.indexOf(expression);
    if (place < 0) {
      throw new IllegalArgumentException(
          "read: " + expression + " (expected: one of " + reads + ")");
    }
    return name + "." + (place + (hasId ? 3 : 2));
  }

  /** The ids that a chain has used at the instant of its first event: its own, if it has one. */
  static String asIds(String id) {
    return "if(isNull(" + id + "), [], [assumeNotNull(" + id + ")])";
  }

  /** An element of this kind made of other values. */
  String of(String time, String id, List<String> values) {
    if (isBare()) {
      return time;
    }
    List<String> parts = new ArrayList<>(values);
    if (hasId) {
      parts.addFirst(id);
    }
    parts.addFirst(time);
    return "(" + String.join(", ", parts) + ")";
  }
}
