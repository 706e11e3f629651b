package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.plan.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The second relation: the rows inside the range of a leaf that match it, one for each leaf that
 * they match, with what is counted of them.
 *
 * @param rows in no order
 */
public record Hits(List<Row> rows) {
  public Hits {
    rows = List.copyOf(rows);
  }

  /**
   * One row that matches one leaf.
   *
   * @param leaf the index of the leaf
   * @param timestamp microseconds since 1970, UTC
   * @param key what is counted
   */
  public record Row(String entity, int leaf, long timestamp, Key key) {}

  /** What is counted once, however often it is there. */
  public sealed interface Key {
    /** The value of a leaf's {@code distinct}. */
    record Value(Object value) implements Key {}

    /** The id that copies of one event share. */
    record EventId(String id) implements Key {}

    /** A row that has no id: its place in the log. */
    record Place(int index) implements Key {}
  }

  static Hits of(List<Leaf> leaves, Map<String, TimeZero> zeros, Log log) {
    List<Row> hits = new ArrayList<>();
    for (int place = 0; place < log.rows().size(); place++) {
      Event row = log.rows().get(place);
      for (int index = 0; index < leaves.size(); index++) {
        Leaf leaf = leaves.get(index);
        for (String owner : log.owners(leaf.stream(), row)) {
          TimeZero zero = zeros.get(owner);
          if (zero != null && inRange(leaf, zero, row)) {
            Key key = key(leaf, new Subject(row, zero.start()), place, log);
            if (key != null) {
              hits.add(new Row(owner, index, row.timestamp(), key));
            }
          }
        }
      }
    }
    return new Hits(hits);
  }

  private static boolean inRange(Leaf leaf, TimeZero zero, Event row) {
    return row.timestamp() >= zero.instant() + Micros.of(leaf.range().from())
        && row.timestamp() < zero.instant() + Micros.of(leaf.range().to());
  }

  /** What is counted of the row, null if nothing. */
  private static @Nullable Key key(Leaf leaf, Subject subject, int place, Log log) {
    if (!log.evaluator().holds(leaf.stream().where(), subject)) {
      return null;
    }
    return switch (leaf) {
      case Leaf.Nth nth when nth.distinct().isPresent() -> {
        Object value = log.evaluator().value(nth.distinct().get(), subject);
        yield value == null ? null : new Key.Value(value.equals(-0.0) ? 0.0 : value);
      }
      case Leaf.Nth nth -> {
        String id = subject.row() == null ? null : subject.row().id();
        yield log.source().eventId().isEmpty() || id == null || id.isEmpty()
            ? new Key.Place(place)
            : new Key.EventId(id);
      }
    };
  }
}
