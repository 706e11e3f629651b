package dev.firstvalue.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.PlanSet;
import dev.firstvalue.definition.plan.Range;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SetPassTest {
  private static final FactKey REACHED = new FactKey.Reached(SmallPlans.WEEK);

  @Test
  void foldsAreTakenTogetherUntilTheirPlansHaveTooManyLeaves() {
    PlanSet plans = plans(5, 20); // 20 leaves each: three plans are 60
    List<Fold> folds =
        IntStream.range(0, 5).mapToObj(i -> Fold.by(new FactKey.InPlan(i, REACHED))).toList();

    List<SetPass> passes = SetPass.of(plans, folds, _ -> false);

    assertThat(passes).hasSize(2);
    assertThat(passes.getFirst().plans()).isEqualTo(plans.only(List.of(0, 1, 2)));
    assertThat(passes.getFirst().folds()).isEqualTo(folds.subList(0, 3));
    assertThat(passes.getLast().plans()).isEqualTo(plans.only(List.of(3, 4)));
    assertThat(passes.getLast().indices()).containsExactly(3, 4);
    assertThat(passes.getLast().folds()).isEqualTo(folds.subList(0, 2));
  }

  @Test
  void aFoldOfManyPlansStaysWhole() {
    PlanSet plans = plans(4, 20);
    Fold all = new Fold(IntStream.range(0, 4).mapToObj(this::reachedIn).toList());

    List<SetPass> passes =
        SetPass.of(plans, List.of(Fold.by(), all, Fold.by(reachedIn(0))), _ -> false);

    assertThat(passes)
        .extracting(SetPass::indices)
        .isEqualTo(List.of(List.of(0), List.of(1), List.of(2)));
    assertThat(passes.get(1).plans()).isEqualTo(plans);
  }

  @Test
  void equalLeavesCountOnce() {
    Plan plan = plan(0, 20);
    PlanSet plans = new PlanSet(List.of(plan, plan, plan, plan, plan));
    Fold all = new Fold(IntStream.range(0, 5).mapToObj(this::reachedIn).toList());

    assertThat(SetPass.of(plans, List.of(all, Fold.by(reachedIn(4))), _ -> false)).hasSize(1);
  }

  @Test
  void plansWhoseRowsAreToldApartAreCountedByThemselves() {
    PlanSet plans = plans(4, 2);
    Fold both = Fold.by(reachedIn(0), reachedIn(1));
    List<Fold> folds = List.of(both, Fold.by(reachedIn(2)), Fold.by(reachedIn(3)));

    List<SetPass> passes = SetPass.of(plans, folds, plan -> plan == 1 || plan == 3);

    assertThat(passes).extracting(SetPass::indices).isEqualTo(List.of(List.of(1), List.of(0, 2)));
    assertThat(passes.getFirst().plans()).isEqualTo(plans.only(List.of(2)));
    assertThat(passes.getLast().plans()).isEqualTo(plans.only(List.of(0, 1, 3)));
  }

  private FactKey reachedIn(int plan) {
    return new FactKey.InPlan(plan, REACHED);
  }

  private static PlanSet plans(int count, int leaves) {
    return new PlanSet(IntStream.range(0, count).mapToObj(i -> plan(i, leaves)).toList());
  }

  private static Plan plan(int number, int leaves) {
    return SmallPlans.plan(
        IntStream.range(0, leaves).mapToObj(i -> leaf("event_" + number + "_" + i)).toList());
  }

  private static Leaf leaf(String event) {
    return new Leaf.Nth(
        SmallPlans.stream(event), Range.within(SmallPlans.WEEK), 1, Optional.empty(), List.of());
  }
}
