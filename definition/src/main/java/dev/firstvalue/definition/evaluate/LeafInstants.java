package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.plan.Leaf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fourth relation, {@code instants}: when each leaf first holds.
 *
 * @param rows an instant a leaf, by entity; null is never; entities without a hit are not there
 */
public record LeafInstants(Map<String, List<@Nullable Long>> rows) {
  public LeafInstants {
    rows = Collections.unmodifiableMap(rows);
  }

  static LeafInstants of(Firsts firsts, List<Leaf> leaves) {
    Map<String, List<List<Long>>> byEntity = new HashMap<>();
    firsts
        .instants()
        .forEach(
            (counted, instant) ->
                byEntity
                    .computeIfAbsent(counted.entity(), entity -> empty(leaves.size()))
                    .get(counted.leaf())
                    .add(instant));
    Map<String, List<@Nullable Long>> rows = new HashMap<>();
    byEntity.forEach(
        (entity, instants) -> {
          List<@Nullable Long> row = new ArrayList<>();
          for (int leaf = 0; leaf < leaves.size(); leaf++) {
            row.add(instant(leaves.get(leaf), instants.get(leaf)));
          }
          rows.put(entity, row);
        });
    return new LeafInstants(rows);
  }

  /** The instants of an entity's leaves. */
  List<@Nullable Long> of(String entity, int leaves) {
    return rows.getOrDefault(entity, Collections.nCopies(leaves, null));
  }

  private static @Nullable Long instant(Leaf leaf, List<Long> firsts) {
    return switch (leaf) {
      case Leaf.Nth nth ->
          firsts.size() < nth.n()
              ? null
              : firsts.stream().sorted().skip(nth.n() - 1).findFirst().orElseThrow();
    };
  }

  private static List<List<Long>> empty(int leaves) {
    List<List<Long>> lists = new ArrayList<>();
    for (int leaf = 0; leaf < leaves; leaf++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }
}
