package dev.firstvalue.definition.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.evaluate.ExpressionEvaluator;
import dev.firstvalue.definition.evaluate.Subject;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.random.RandomWorld;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A form that is the same for two rules must be the same rule: for every event, unknown included.
 */
class NormalFormTest {
  private static final long SEED = 20260301;
  private static final int WORLDS = 150;
  private static final int EVENTS = 40;

  @Test
  void theFormOfAnExpressionHasItsValueOnEveryEvent() {
    for (long seed = SEED; seed < SEED + WORLDS; seed++) {
      RandomWorld world = RandomWorld.of(seed);
      Plan plan = world.question().plan();
      List<Event> events = world.events().stream().limit(EVENTS).toList();
      ExpressionEvaluator evaluator = new ExpressionEvaluator(plan.source().zone());
      for (Expression expression : Rule.expressions(plan).toList()) {
        Expression form = Normal.form(expression);
        assertThat(form.type()).isEqualTo(expression.type());
        for (int i = 0; i < events.size(); i++) {
          Subject subject = new Subject(events.get(i), i % 3 == 0 ? null : events.get(i / 2));
          assertThat(evaluator.value(form, subject))
              .as("%s: %s, as %s", world, expression, form)
              .isEqualTo(evaluator.value(expression, subject));
        }
      }
    }
  }

  @Test
  void theFormOfAFormIsItself() {
    for (long seed = SEED; seed < SEED + WORLDS; seed++) {
      RandomWorld world = RandomWorld.of(seed);
      for (Expression expression : Rule.expressions(world.question().plan()).toList()) {
        Expression form = Normal.form(expression);
        assertThat(Normal.form(form)).as("%s: %s", world, expression).isEqualTo(form);
      }
    }
  }

  @Test
  void deepRulesAreHashedSoon() {
    String deep = "!(user == 'a' && ".repeat(120) + "true" + ")".repeat(120);
    long before = System.nanoTime();

    assertThat(MeaningTest.where(deep)).isNotEqualTo(MeaningTest.where("true"));
    assertThat(System.nanoTime() - before).isLessThan(20_000_000_000L);
  }
}
