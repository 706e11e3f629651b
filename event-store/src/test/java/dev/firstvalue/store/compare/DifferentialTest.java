package dev.firstvalue.store.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.simulation.random.Questions;
import dev.firstvalue.simulation.random.RandomTrials;
import dev.firstvalue.simulation.random.Trial;
import dev.firstvalue.simulation.shrink.Shrinker;
import dev.firstvalue.simulation.shrink.TrialText;
import dev.firstvalue.store.testkit.TestStore;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Holds the SQL to the meaning: on random definitions and logs the store and the reference
 * evaluator agree on every relation, every fact, every count. A case that differs is shrunk and
 * printed as documents and logs.
 */
class DifferentialTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final int CASES = 300;
  private static final int STEPS = 300;

  private final Comparison comparison = new Comparison(STORE.admin(), STORE.store());

  @Test
  void theStoreAnswersAsTheReferenceEvaluatorDoes() {
    long seed = System.nanoTime();
    System.out.println("DifferentialTest: " + CASES + " cases from seed " + seed);
    for (Iterator<Trial> trials = RandomTrials.from(seed, CASES).iterator(); trials.hasNext(); ) {
      Trial trial = trials.next();
      Questions questions = trial.read().orThrow();
      assertThat(differences(trial, questions))
          .as(() -> "RandomTrials.of(" + trial.seed() + "), the smallest:\n" + smallest(trial))
          .isEmpty();
    }
  }

  private String smallest(Trial trial) {
    Trial smallest =
        new Shrinker((smaller, asked) -> !differences(smaller, asked).isEmpty(), STEPS)
            .shrink(trial);
    StringBuilder text = new StringBuilder();
    differences(smallest, smallest.read().orThrow())
        .forEach(each -> text.append(each).append('\n'));
    TrialText.files(smallest)
        .forEach((file, content) -> text.append("# ").append(file).append('\n').append(content));
    return text.append("as of ").append(smallest.watermark()).toString();
  }

  private List<String> differences(Trial trial, Questions questions) {
    return comparison.differences(
        new Asked(
            RandomTrials.log(trial.seed()),
            questions.question(),
            questions.folds(),
            questions.experiment(),
            questions.experimentFolds(),
            questions.several(),
            questions.severalFolds(),
            trial.events(),
            trial.exposures(),
            trial.identities()),
        Depth.of(trial.seed()));
  }
}
