package dev.firstvalue.simulation.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.simulation.random.Questions;
import dev.firstvalue.simulation.random.RandomTrials;
import dev.firstvalue.simulation.random.Trial;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
  /** Stands for a difference: somebody qualifies. */
  private static boolean somebodyQualifies(Trial trial, Questions questions) {
    AtomicBoolean somebody = new AtomicBoolean();
    new ReferenceFacts(trial.events(), trial.exposures(), trial.identities())
        .facts(
            questions.question(),
            facts -> {
              if (facts.qualifiedAt() != null) {
                somebody.set(true);
              }
            });
    return somebody.get();
  }

  @Test
  void whatFailsIsMadeSmallAndStillFails() {
    Trial failing =
        RandomTrials.from(0, 100)
            .filter(
                trial ->
                    trial.events().size() > 50 && somebodyQualifies(trial, trial.read().orThrow()))
            .findFirst()
            .orElseThrow();

    Trial smallest = new Shrinker(ShrinkerTest::somebodyQualifies, 5_000).shrink(failing);

    assertThat(somebodyQualifies(smallest, smallest.read().orThrow())).isTrue();
    assertThat(smallest.events()).hasSizeLessThan(4);
    assertThat(smallest.exposures()).isEmpty();
    assertThat(smallest.definition().getSpec().getMilestonesCount()).isZero();
    assertThat(smallest.definition().getSpec().getOutcomesCount()).isZero();
  }

  @Test
  void partsOfPredicatesStandForThem() {
    assertThat(SmallerPredicates.of("((properties.a == \"x (\") && has(properties.b))"))
        .contains("(properties.a == \"x (\")", "has(properties.b)", "true", "false")
        .noneMatch(text -> text.contains("\"x (\" )"));
  }

  @Test
  void aTrialIsWrittenAsFiles() {
    assertThat(TrialText.files(RandomTrials.of(1)).keySet())
        .containsExactly(
            "event-model.yaml",
            "definitions/the-definition.yaml",
            "definitions/other-1.yaml",
            "definitions/other-2.yaml",
            "experiments/the-test.yaml",
            "events.csv",
            "exposures.csv",
            "identities.csv");
  }
}
