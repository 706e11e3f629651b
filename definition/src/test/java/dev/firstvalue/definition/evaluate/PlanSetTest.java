package dev.firstvalue.definition.evaluate;

import static dev.firstvalue.definition.evaluate.Plans.leaf;
import static dev.firstvalue.definition.evaluate.Plans.plan;
import static dev.firstvalue.definition.evaluate.Plans.stream;
import static dev.firstvalue.definition.evaluate.Plans.with;
import static dev.firstvalue.definition.evaluate.Rows.DAY;
import static dev.firstvalue.definition.evaluate.Rows.event;
import static dev.firstvalue.definition.evaluate.Rows.micros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.plan.Anchor;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.PlanSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanSetTest {
  private static final Plan BY_LESSON = plan(leaf("lesson"));
  private static final Plan BY_BOTH =
      plan(
          new Instants.Latest(List.of(new Instants.Of(0), new Instants.Of(1))),
          leaf("placed"),
          leaf("lesson"));
  private static final List<Event> EVENTS =
      List.of(
          event(0, "signed_up", "u1"),
          event(DAY, "lesson", "u1"),
          event(0, "signed_up", "u2"),
          event(DAY, "lesson", "u2"),
          event(2 * DAY, "placed", "u2"),
          event(0, "signed_up", "u3"));
  private static final SetQuestion QUESTION =
      new SetQuestion(
          PlanSet.of(BY_LESSON, BY_BOTH),
          Micros.instant(micros(30 * DAY)),
          Optional.empty(),
          Optional.empty());
  private static final ReferenceFacts FACTS = new ReferenceFacts(EVENTS, List.of());

  @Test
  void aLeafOfSeveralPlansIsThereOnceAndEachPlanNamesItByItsNewIndex() {
    assertThat(QUESTION.plans().leaves()).containsExactly(leaf("lesson"), leaf("placed"));
    assertThat(QUESTION.plans().withSharedLeaves())
        .extracting(Plan::qualifies)
        .containsExactly(
            new Instants.Of(0),
            new Instants.Latest(List.of(new Instants.Of(1), new Instants.Of(0))));
  }

  @Test
  void eachEntityHasTheFactsOfEveryPlanAsIfThePlanWereAskedAlone() {
    List<List<EntityFacts>> both = new ArrayList<>();
    FACTS.facts(QUESTION, both::add);

    for (int plan = 0; plan < 2; plan++) {
      List<EntityFacts> alone = new ArrayList<>();
      FACTS.facts(QUESTION.each().get(plan), alone::add);
      int number = plan;
      assertThat(both).extracting(facts -> facts.get(number)).isEqualTo(alone);
    }
  }

  @Test
  void aFoldMayMixKeysOfSeveralPlans() {
    FactKey reached = new FactKey.Reached(Duration.ofDays(7));
    List<Counts> counts =
        FACTS.fold(
            QUESTION,
            List.of(Fold.by(new FactKey.InPlan(0, reached), new FactKey.InPlan(1, reached))));

    assertThat(counts.getFirst().rows())
        .containsExactlyInAnyOrder(
            new Counts.Row(List.of(true, false), 1),
            new Counts.Row(List.of(true, true), 1),
            new Counts.Row(List.of(false, false), 1));
  }

  @Test
  void keysThatOneOfSeveralPlansAnswersHaveToNameIt() {
    FactKey reached = new FactKey.Reached(Duration.ofDays(7));
    for (FactKey wrong : List.of(reached, new FactKey.InPlan(2, reached))) {
      assertThatThrownBy(() -> FACTS.fold(QUESTION, List.of(Fold.by(wrong))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected: of every plan, or in one of 2");
    }
    assertThatThrownBy(() -> new FactKey.InPlan(0, new FactKey.InPlan(1, reached)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(FACTS.fold(QUESTION, List.of(Fold.by(new FactKey.Excluded()))).getFirst().rows())
        .containsExactly(new Counts.Row(List.of(false), 3));
  }

  @Test
  void plansOfOtherEntitiesOrStartsAreNotAskedTogether() {
    Plan otherStart =
        with(BY_LESSON, EntityKind.USER, new Anchor(stream("invited"), Optional.empty()));
    Plan otherEntity = with(BY_LESSON, EntityKind.ACCOUNT, BY_LESSON.anchor());
    for (Plan other : List.of(otherStart, otherEntity)) {
      assertThatThrownBy(() -> PlanSet.of(BY_LESSON, other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected: that of the first plan");
    }
    assertThatThrownBy(PlanSet::of).isInstanceOf(IllegalArgumentException.class);
  }
}
