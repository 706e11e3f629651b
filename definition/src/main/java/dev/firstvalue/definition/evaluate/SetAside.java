package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.facts.EventLimits;
import dev.firstvalue.definition.plan.Leaf;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which entities have more matching events than are counted. */
final class SetAside {
  private SetAside() {}

  /** One leaf of one entity, all its streams and groups together. */
  private record Place(String entity, int leaf) {}

  /**
   * The entities.
   *
   * @param asked the indices of the leaves that the question reads
   */
  static Set<String> of(
      Hits hits, List<Leaf> leaves, Collection<Integer> asked, EventLimits limits) {
    Map<Place, Long> matching = new HashMap<>();
    for (Hits.Row row : hits.rows()) {
      matching.merge(new Place(row.entity(), row.leaf()), 1L, Long::sum);
    }
    Set<String> aside = new HashSet<>();
    matching.forEach(
        (place, rows) -> {
          if (asked.contains(place.leaf()) && rows > limits.of(leaves.get(place.leaf()))) {
            aside.add(place.entity());
          }
        });
    return aside;
  }
}
