package dev.firstvalue.store.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.Repeats;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.simulation.random.RandomTrials;
import dev.firstvalue.simulation.random.Trial;
import dev.firstvalue.store.facts.ClickHouseFacts;
import dev.firstvalue.store.testkit.TestStore;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Holds the counts of who came back to value to their meaning: on random definitions and logs the
 * store and the reference evaluator agree, in those cases in which somebody did.
 */
class RepeatDifferentialTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final int CASES = 15;

  @Test
  void theStoreCountsAsTheReferenceEvaluatorDoes() {
    long seed = System.nanoTime();
    System.out.println("RepeatDifferentialTest: " + CASES + " cases from seed " + seed);
    int compared = 0;
    for (Iterator<Trial> trials = RandomTrials.from(seed, 20 * CASES).iterator();
        compared < CASES; ) {
      Trial trial = trials.next();
      Question question = trial.read().orThrow().question();
      List<Repeats> expected =
          repeats(
              new ReferenceFacts(trial.events(), trial.exposures(), trial.identities()), question);
      if (expected.stream().anyMatch(count -> count.again() > 0)) {
        compared++;
        Source source = question.plan().source();
        LogTables tables = new LogTables(STORE.admin());
        tables.events(
            Asked.EVENTS,
            trial.events(),
            PropertyLayout.of(source, trial.seed()),
            PropertyLayout.columnOf(source));
        tables.identities(Asked.IDENTITIES, trial.identities());
        assertThat(repeats(new ClickHouseFacts(STORE.store()), question))
            .as("RandomTrials.of(%d)", trial.seed())
            .isEqualTo(expected);
      }
    }
  }

  private static List<Repeats> repeats(FactSource facts, Question question) {
    Duration window = question.plan().window();
    return facts.repeats(
        question, List.of(window.dividedBy(3), window, window.plus(Duration.ofDays(3))));
  }
}
