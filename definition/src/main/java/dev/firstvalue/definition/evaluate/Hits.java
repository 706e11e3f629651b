package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Stream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The second relation: the rows inside the range of a leaf that match one of its streams, one for
 * each stream that they match, with their group and with what is counted of them.
 *
 * @param rows in no order
 */
public record Hits(List<Row> rows) {
  public Hits {
    rows = List.copyOf(rows);
  }

  /**
   * One row that matches one stream of one leaf.
   *
   * @param leaf the index of the leaf
   * @param stream the index of the stream among those of the leaf
   * @param timestamp microseconds since 1970, UTC
   * @param key what is counted
   * @param amount what it adds to a total; zero for other leaves
   * @param subject the event, with its entity's start
   */
  public record Row(
      String entity,
      int leaf,
      int stream,
      Group group,
      long timestamp,
      Key key,
      BigDecimal amount,
      Subject subject) {}

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
        for (int stream = 0; stream < leaf.streams().size(); stream++) {
          for (String owner : log.owners(leaf.streams().get(stream), row)) {
            TimeZero zero = zeros.get(owner);
            if (zero != null && inRange(leaf, zero, row)) {
              Row hit = hit(owner, leaf, index, stream, new Subject(row, zero.start()), place, log);
              if (hit != null) {
                hits.add(hit);
              }
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

  /** The row as a hit, null if it is none. */
  private static @Nullable Row hit(
      String owner, Leaf leaf, int index, int number, Subject subject, int place, Log log) {
    Stream stream = leaf.streams().get(number);
    Event row = subject.row();
    if (row == null || !log.evaluator().holds(stream.where(), subject)) {
      return null;
    }
    Group group = group(leaf, subject, log);
    Key key = key(distinct(leaf, number), subject, row, place, log);
    BigDecimal amount =
        leaf instanceof Leaf.Total total ? amount(total, subject, log) : BigDecimal.ZERO;
    return group == null || key == null || amount == null
        ? null
        : new Row(owner, index, number, group, row.timestamp(), key, amount, subject);
  }

  /** The group of the row, null if a key is unknown. */
  private static @Nullable Group group(Leaf leaf, Subject subject, Log log) {
    List<Object> values = new ArrayList<>();
    for (Expression key : leaf.per()) {
      Object value = log.evaluator().value(key, subject);
      if (value == null) {
        return null;
      }
      values.add(oneZero(value));
    }
    return new Group(leaf.per(), values);
  }

  private static Optional<Expression> distinct(Leaf leaf, int stream) {
    return switch (leaf) {
      case Leaf.Nth nth -> nth.distinct();
      case Leaf.Total _, Leaf.Chain _ -> Optional.empty();
      case Leaf.Ratio ratio -> (stream == 0 ? ratio.of() : ratio.to()).distinct();
    };
  }

  /** What is counted of the row, null if nothing. */
  private static @Nullable Key key(
      Optional<Expression> distinct, Subject subject, Event row, int place, Log log) {
    if (distinct.isPresent()) {
      Object value = log.evaluator().value(distinct.get(), subject);
      return value == null ? null : new Key.Value(oneZero(value));
    }
    return log.source().eventId().isEmpty() || row.id() == null || row.id().isEmpty()
        ? new Key.Place(place)
        : new Key.EventId(row.id());
  }

  /** What the row adds, cut toward zero; null if it is unknown. */
  private static @Nullable BigDecimal amount(Leaf.Total total, Subject subject, Log log) {
    Object value = log.evaluator().value(total.value(), subject);
    if (value == null) {
      return null;
    }
    BigDecimal decimal = new BigDecimal(value.toString());
    return decimal.abs().compareTo(BigDecimal.valueOf(Leaf.LARGEST_SUMMAND)) > 0
        ? null
        : decimal.setScale(Leaf.Total.PLACES, RoundingMode.DOWN);
  }

  /** A double has two zeros, which are one value. */
  private static Object oneZero(Object value) {
    return value.equals(-0.0) ? (Object) 0.0 : value;
  }
}
