package dev.firstvalue.store.facts;

import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The leaves that something in a plan reads. */
final class Leaves {
  private Leaves() {}

  static Set<Integer> used(Plan plan) {
    List<Instants> roots = new ArrayList<>(List.of(plan.qualifies()));
    plan.variants().forEach(variant -> roots.add(variant.qualifies()));
    plan.milestones().forEach(step -> roots.add(step.instants()));
    plan.outcomes().forEach(outcome -> roots.add(outcome.instants()));
    Set<Integer> used = new TreeSet<>();
    roots.forEach(root -> collect(root, used));
    return used;
  }

  private static void collect(Instants instants, Set<Integer> used) {
    switch (instants) {
      case Instants.Of(int leaf) -> used.add(leaf);
      case Instants.Latest(List<Instants> parts) -> parts.forEach(part -> collect(part, used));
      case Instants.NthOf(int k, List<Instants> parts) ->
          parts.forEach(part -> collect(part, used));
      case Instants.LeastOfGroups(var _, Instants body) -> collect(body, used);
      case Instants.Unless(Instants value, Instants veto) -> {
        collect(value, used);
        collect(veto, used);
      }
    }
  }
}
