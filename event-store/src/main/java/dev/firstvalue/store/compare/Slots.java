package dev.firstvalue.store.compare;

import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How the SQL numbers what rows can serve: the streams of the leaves that something reads. */
final class Slots {
  /** Of more names of events rows that all count are read apart. */
  private static final int FEW_NAMES = 4;

  private final Plan plan;
  private final Set<Integer> used;
  private final List<Slot> all = new ArrayList<>();

  Slots(Plan plan) {
    this.plan = plan;
    this.used = used(plan);
    for (int leaf : used) {
      for (int stream = 0; stream < plan.leaves().get(leaf).streams().size(); stream++) {
        all.add(new Slot(leaf, stream));
      }
    }
  }

  /** A stream of a leaf, by their indices. */
  record Slot(int leaf, int stream) {}

  /** The slot of a number, from 1 on. */
  Slot of(long number) {
    return all.get(Math.toIntExact(number - 1));
  }

  /** All of them, by number. */
  List<Slot> all() {
    return List.copyOf(all);
  }

  /** The number of a slot, from 1 on. */
  int number(Slot slot) {
    return 1 + all.indexOf(slot);
  }

  /** The column of whether a row serves a slot, where a row is a flag a slot. */
  String flag(Slot slot) {
    String leaf = "leaf_" + (slot.leaf() + 1);
    return plan.leaves().get(slot.leaf()).streams().size() == 1
        ? leaf
        : leaf + "_" + (slot.stream() + 1);
  }

  /** Whether something reads the leaf: others are not in the SQL. */
  boolean used(int leaf) {
    return used.contains(leaf);
  }

  /**
   * Whether {@code hits} has the rows of the leaf: not where others have to be told apart, its own
   * not, and those of this kind are of many names.
   */
  boolean inHits(int leaf) {
    return used(leaf) && !(keyed() && isPlain(plan.leaves().get(leaf)) && plainNames() > FEW_NAMES);
  }

  private long plainNames() {
    return used.stream()
        .map(plan.leaves()::get)
        .filter(this::isPlain)
        .flatMap(leaf -> leaf.streams().getFirst().events().stream())
        .distinct()
        .count();
  }

  /** Whether every row of the leaf counts. */
  private boolean isPlain(Leaf leaf) {
    return leaf instanceof Leaf.Nth nth && nth.distinct().isEmpty() && !isKeyed(leaf);
  }

  boolean grouped() {
    return used.stream().anyMatch(leaf -> !plan.leaves().get(leaf).per().isEmpty());
  }

  /** Whether a row of the SQL is one slot, and not a flag a slot. */
  boolean keyed() {
    return used.stream().map(plan.leaves()::get).anyMatch(this::isKeyed);
  }

  private boolean isKeyed(Leaf leaf) {
    boolean ids = plan.source().eventId().isPresent();
    return !leaf.per().isEmpty()
        || switch (leaf) {
          case Leaf.Nth nth -> nth.n() > 1 && (nth.distinct().isPresent() || ids);
          case Leaf.Ratio ratio ->
              ids || ratio.of().distinct().isPresent() || ratio.to().distinct().isPresent();
          case Leaf.Chain _ -> ids;
          case Leaf.Total _ -> true;
        };
  }

  private static Set<Integer> used(Plan plan) {
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
