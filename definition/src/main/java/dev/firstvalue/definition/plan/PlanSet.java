package dev.firstvalue.definition.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Plans that are asked together, in one pass over the log. They have one source, one entity and one
 * anchor, so that they speak of the same entities from the same time zero; all else may differ. A
 * leaf that several of them have is counted once.
 *
 * @param plans at least one, in the order by which they are called 0, 1, …
 */
public record PlanSet(List<Plan> plans) {

  /**
   * A set of plans.
   *
   * @throws IllegalArgumentException if there are none, or if a source, entity or anchor differs
   */
  public PlanSet {
    plans = List.copyOf(plans);
    if (plans.isEmpty()) {
      throw new IllegalArgumentException("plans: none (expected: at least one)");
    }
    for (Plan plan : plans) {
      same("source", plans.getFirst().source(), plan.source());
      same("entity", plans.getFirst().entity(), plan.entity());
      same("anchor", plans.getFirst().anchor(), plan.anchor());
    }
  }

  /** A set of these plans. */
  public static PlanSet of(Plan... plans) {
    return new PlanSet(List.of(plans));
  }

  /** Where events are, for every plan. */
  public Source source() {
    return plans.getFirst().source();
  }

  /** Who is counted, for every plan. */
  public EntityKind entity() {
    return plans.getFirst().entity();
  }

  /** Time zero, for every plan. */
  public Anchor anchor() {
    return plans.getFirst().anchor();
  }

  /** The plans of these numbers, in this order. */
  public PlanSet only(Collection<Integer> numbers) {
    return new PlanSet(numbers.stream().map(plans::get).toList());
  }

  /** Every leaf of every plan once; leaves are the same when they are equal. */
  public List<Leaf> leaves() {
    if (plans.size() == 1) {
      return plans.getFirst().leaves();
    }
    LinkedHashSet<Leaf> leaves = new LinkedHashSet<>();
    plans.forEach(plan -> leaves.addAll(plan.leaves()));
    return List.copyOf(leaves);
  }

  /**
   * The same plans, each of which has all {@link #leaves()} and names them by their index there.
   */
  public List<Plan> withSharedLeaves() {
    if (plans.size() == 1) {
      return plans;
    }
    List<Leaf> leaves = leaves();
    Map<Leaf, Integer> index = new LinkedHashMap<>();
    leaves.forEach(leaf -> index.put(leaf, index.size()));
    List<Plan> shared = new ArrayList<>();
    for (Plan plan : plans) {
      shared.add(plan.withLeaves(leaves, leaf -> index.get(plan.leaves().get(leaf))));
    }
    return List.copyOf(shared);
  }

  private static void same(String name, Object first, Object other) {
    if (!first.equals(other)) {
      throw new IllegalArgumentException(
          name + ": " + other + " (expected: that of the first plan, " + first + ")");
    }
  }
}
