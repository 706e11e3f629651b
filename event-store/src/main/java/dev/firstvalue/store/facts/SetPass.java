package dev.firstvalue.store.facts;

import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.plan.PlanSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Some of the folds over a set of plans, which are counted in one pass over the log.
 *
 * @param plans the plans that they speak of
 * @param indices which of all folds they are
 * @param folds the folds, their keys naming the plans of this pass
 */
record SetPass(PlanSet plans, List<Integer> indices, List<Fold> folds) {
  /** So many leaves are counted together; more take more memory than they save time. */
  static final int MOST_LEAVES = 64;

  SetPass {
    indices = List.copyOf(indices);
    folds = List.copyOf(folds);
  }

  /**
   * All folds: first those of plans whose rows are counted as they come, then those of which some
   * rows have to be told apart, which takes far longer for each leaf that is counted beside. Of
   * both, in as few passes as the number of leaves allows when they are taken in their order. A
   * fold is never divided: it is whole in one pass, whatever its leaves.
   *
   * @param tellsApart whether rows of a plan have to be told apart
   */
  static List<SetPass> of(PlanSet plans, List<Fold> folds, IntPredicate tellsApart) {
    Map<Boolean, List<Integer>> kinds =
        IntStream.range(0, folds.size())
            .boxed()
            .collect(
                Collectors.partitioningBy(
                    i -> plansOf(folds.get(i)).stream().anyMatch(tellsApart::test)));
    List<SetPass> passes = new ArrayList<>();
    kinds.forEach((_, some) -> passes.addAll(of(plans, folds, some)));
    return passes;
  }

  private static List<SetPass> of(PlanSet plans, List<Fold> folds, List<Integer> some) {
    List<SetPass> passes = new ArrayList<>();
    TreeSet<Integer> numbers = new TreeSet<>();
    List<Integer> indices = new ArrayList<>();
    for (int i : some) {
      TreeSet<Integer> more = new TreeSet<>(numbers);
      more.addAll(plansOf(folds.get(i)));
      if (!indices.isEmpty() && plans.only(more).leaves().size() > MOST_LEAVES) {
        passes.add(pass(plans, numbers, folds, indices));
        indices.clear();
        more = plansOf(folds.get(i));
      }
      indices.add(i);
      numbers = more;
    }
    if (!indices.isEmpty()) {
      passes.add(pass(plans, numbers, folds, indices));
    }
    return passes;
  }

  private static SetPass pass(
      PlanSet plans, TreeSet<Integer> numbers, List<Fold> folds, List<Integer> indices) {
    List<Integer> order = List.copyOf(numbers);
    return new SetPass(
        plans.only(order),
        indices,
        indices.stream().map(index -> renumbered(folds.get(index), order)).toList());
  }

  private static Fold renumbered(Fold fold, List<Integer> order) {
    return new Fold(
        fold.keys().stream()
            .map(
                key ->
                    key instanceof FactKey.InPlan(int plan, FactKey own)
                        ? new FactKey.InPlan(order.indexOf(plan), own)
                        : key)
            .toList());
  }

  /** What is of every plan is asked of the first. */
  private static TreeSet<Integer> plansOf(Fold fold) {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (FactKey key : fold.keys()) {
      numbers.add(key instanceof FactKey.InPlan(int plan, FactKey _) ? plan : 0);
    }
    if (numbers.isEmpty()) {
      numbers.add(0);
    }
    return numbers;
  }
}
