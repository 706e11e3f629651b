package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.plan.Leaf;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** When a total first reaches its goal. */
final class Totals {
  private Totals() {}

  /**
   * The first instant at which the amounts at or before it add up to the goal; null for never.
   *
   * @param counted the events, each with its copies of one instant, of which the least counts
   */
  static @Nullable Long instant(Leaf.Total total, List<List<Hits.Row>> counted) {
    SortedMap<Long, BigDecimal> amounts = new TreeMap<>();
    for (List<Hits.Row> copies : counted) {
      Hits.Row least = least(copies);
      amounts.merge(least.timestamp(), least.amount(), BigDecimal::add);
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (var at : amounts.entrySet()) {
      sum = sum.add(at.getValue());
      if (sum.compareTo(total.reaching()) >= 0) {
        return at.getKey();
      }
    }
    return null;
  }

  /** Of the copies of one event at one instant, the one that counts. */
  static Hits.Row least(List<Hits.Row> copies) {
    return copies.stream().min(Comparator.comparing(Hits.Row::amount)).orElseThrow();
  }
}
