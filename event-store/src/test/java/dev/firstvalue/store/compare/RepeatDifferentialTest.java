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
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Holds the counts of who came back to value to their meaning: on random definitions and logs the
 * store and the reference evaluator agree, in those cases in which somebody did; by account, too.
 */
class RepeatDifferentialTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final int CASES = 15;
  private static final String NONE = Optional.empty().toString();

  @Test
  void theStoreCountsAsTheReferenceEvaluatorDoes() {
    long seed = System.nanoTime();
    System.out.println("RepeatDifferentialTest: " + CASES + " cases from seed " + seed);
    int compared = 0;
    int named = 0;
    for (Iterator<Trial> trials = RandomTrials.from(seed, 20 * CASES).iterator();
        compared < CASES || named == 0; ) {
      Trial trial = trials.next();
      Question question = trial.read().orThrow().question();
      FactSource reference =
          new ReferenceFacts(trial.events(), trial.exposures(), trial.identities());
      List<Repeats> expected = repeats(reference, question);
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
        FactSource store = new ClickHouseFacts(STORE.store());
        assertThat(repeats(store, question))
            .as("RandomTrials.of(%d)", trial.seed())
            .isEqualTo(expected);
        Map<String, String> byAccount = byAccount(reference, question);
        assertThat(byAccount(store, question))
            .as("RandomTrials.of(%d)", trial.seed())
            .isEqualTo(byAccount);
        named += byAccount.keySet().stream().anyMatch(name -> !name.equals(NONE)) ? 1 : 0;
      }
    }
  }

  private static List<Repeats> repeats(FactSource facts, Question question) {
    return facts.repeats(question, within(question));
  }

  /** The counts of each account of which somebody came back or is set aside, added up. */
  private static Map<String, String> byAccount(FactSource facts, Question question) {
    Map<String, int[]> counts = new TreeMap<>();
    facts.repeats(
        question,
        within(question),
        account -> {
          int[] own = counts.computeIfAbsent(account.account().toString(), any -> new int[6]);
          for (int i = 0; i < 3; i++) {
            own[2 * i] += account.repeats().get(i).again();
            own[2 * i + 1] += account.repeats().get(i).setAside();
          }
        });
    Map<String, String> found = new TreeMap<>();
    counts.forEach(
        (account, own) -> {
          if (Arrays.stream(own).sum() > 0) {
            found.put(account, Arrays.toString(own));
          }
        });
    return found;
  }

  private static List<Duration> within(Question question) {
    Duration window = question.plan().window();
    return List.of(window.dividedBy(3), window, window.plus(Duration.ofDays(3)));
  }
}
