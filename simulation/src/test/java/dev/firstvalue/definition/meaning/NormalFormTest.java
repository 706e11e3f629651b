package dev.firstvalue.definition.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.evaluate.ExpressionEvaluator;
import dev.firstvalue.definition.evaluate.Subject;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.simulation.random.RandomTrials;
import dev.firstvalue.simulation.random.Trial;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A form that is the same for two rules must be the same rule: for every event, unknown included.
 */
class NormalFormTest {
  private static final long SEED = 20260301;
  private static final int TRIALS = 60;
  private static final int EVENTS = 40;

  @Test
  void theFormOfAnExpressionHasItsValueOnEveryEvent() {
    for (long seed = SEED; seed < SEED + TRIALS; seed++) {
      Trial trial = RandomTrials.of(seed);
      Plan plan = trial.read().orThrow().question().plan();
      List<Event> events = trial.events().stream().limit(EVENTS).toList();
      ExpressionEvaluator evaluator = new ExpressionEvaluator(plan.source().zone());
      for (Expression expression : Rule.expressions(plan).toList()) {
        Expression form = Normal.form(expression);
        assertThat(form.type()).isEqualTo(expression.type());
        for (int i = 0; i < events.size(); i++) {
          Subject subject = new Subject(events.get(i), i % 3 == 0 ? null : events.get(i / 2));
          assertThat(evaluator.value(form, subject))
              .as("RandomTrials.of(%d): %s, as %s", seed, expression, form)
              .isEqualTo(evaluator.value(expression, subject));
        }
      }
    }
  }

  @Test
  void theFormOfAFormIsItself() {
    for (long seed = SEED; seed < SEED + TRIALS; seed++) {
      Trial trial = RandomTrials.of(seed);
      for (Expression expression :
          Rule.expressions(trial.read().orThrow().question().plan()).toList()) {
        Expression form = Normal.form(expression);
        assertThat(Normal.form(form))
            .as("RandomTrials.of(%d): %s", seed, expression)
            .isEqualTo(form);
      }
    }
  }
}
