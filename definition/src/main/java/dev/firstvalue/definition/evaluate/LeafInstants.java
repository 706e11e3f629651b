package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.facts.EventLimits;
import dev.firstvalue.definition.plan.Leaf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fourth relation, {@code instants}: when each leaf first holds, in each group.
 *
 * @param rows an instant a leaf, by entity and group; null is never, and what a leaf of another
 *     grouping has; entities and groups without a hit are not there
 */
public record LeafInstants(Map<String, Map<Group, List<@Nullable Long>>> rows) {
  public LeafInstants {
    rows = Collections.unmodifiableMap(rows);
  }

  static LeafInstants of(
      Hits hits, List<Leaf> leaves, Map<String, TimeZero> zeros, EventLimits limits, Log log) {
    Map<String, Map<Group, List<List<List<Hits.Row>>>>> counted = new HashMap<>();
    Firsts.of(hits)
        .rows()
        .forEach(
            (one, rows) ->
                counted
                    .computeIfAbsent(one.entity(), entity -> new HashMap<>())
                    .computeIfAbsent(one.group(), group -> lists(leaves.size()))
                    .get(one.leaf())
                    .add(rows));
    crowded(hits, leaves, limits)
        .forEach(
            place ->
                counted
                    .getOrDefault(place.entity(), Map.of())
                    .getOrDefault(place.group(), lists(leaves.size()))
                    .get(place.leaf())
                    .clear());
    Map<String, Map<Group, List<@Nullable Long>>> rows = new HashMap<>();
    counted.forEach(
        (entity, groups) -> {
          TimeZero zero = zeros.get(entity);
          if (zero != null) {
            Map<Group, List<@Nullable Long>> instants = new HashMap<>();
            groups.forEach((group, all) -> instants.put(group, instants(leaves, all, zero, log)));
            rows.put(entity, instants);
          }
        });
    return new LeafInstants(rows);
  }

  /** A leaf in one group of an entity. */
  private record Place(String entity, int leaf, Group group) {}

  /**
   * The sequences that are not looked at because too many events match: their entities are set
   * aside.
   */
  private static List<Place> crowded(Hits hits, List<Leaf> leaves, EventLimits limits) {
    Map<Place, Long> matching = new HashMap<>();
    for (Hits.Row row : hits.rows()) {
      if (leaves.get(row.leaf()) instanceof Leaf.Chain) {
        matching.merge(new Place(row.entity(), row.leaf(), row.group()), 1L, Long::sum);
      }
    }
    return matching.entrySet().stream()
        .filter(rows -> rows.getValue() > limits.of(leaves.get(rows.getKey().leaf())))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The instants of an entity's leaves, by group. */
  Map<Group, List<@Nullable Long>> of(String entity) {
    return rows.getOrDefault(entity, Map.of());
  }

  private static List<@Nullable Long> instants(
      List<Leaf> leaves, List<List<List<Hits.Row>>> hits, TimeZero zero, Log log) {
    List<@Nullable Long> instants = new ArrayList<>();
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      instants.add(instant(leaves.get(leaf), hits.get(leaf), zero, log));
    }
    return instants;
  }

  private static @Nullable Long instant(
      Leaf leaf, List<List<Hits.Row>> counted, TimeZero zero, Log log) {
    return switch (leaf) {
      case Leaf.Nth nth ->
          counted.size() < nth.n()
              ? null
              : counted.stream()
                  .map(rows -> rows.getFirst().timestamp())
                  .sorted()
                  .skip(nth.n() - 1)
                  .findFirst()
                  .orElseThrow();
      case Leaf.Total total -> Totals.instant(total, counted);
      case Leaf.Chain chain -> Chains.instant(chain, counted, log);
      case Leaf.Ratio ratio -> Ratios.instant(ratio, counted, zero, log);
    };
  }

  private static <T> List<List<T>> lists(int count) {
    List<List<T>> lists = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }
}
