package dev.firstvalue.simulation.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.ExposureFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RandomTrialsTest {
  private static final int TRIALS = 400;

  @Test
  void aSeedIsATrial() {
    LongStream.range(0, 50)
        .forEach(seed -> assertThat(RandomTrials.of(seed)).isEqualTo(RandomTrials.of(seed)));
  }

  @Test
  void neighboursShareTheirLog() {
    List<Trial> trials = RandomTrials.from(8, 5).toList();

    assertThat(trials).extracting(Trial::seed).containsExactly(8L, 9L, 10L, 11L, 12L);
    assertThat(trials).element(3).isEqualTo(RandomTrials.of(11));
    assertThat(trials.get(3).events()).isSameAs(trials.getFirst().events());
    assertThat(trials.get(4).events()).isNotEqualTo(trials.getFirst().events());
  }

  @Test
  void everyTrialIsReadAndMostHaveSomebodyWhoQualifies() {
    List<EntityFacts> facts = new ArrayList<>();
    List<ExposureFacts> exposed = new ArrayList<>();
    int qualified = 0;
    for (Trial trial : RandomTrials.from(0, TRIALS).toList()) {
      Questions questions = trial.read().orThrow();
      ReferenceFacts source =
          new ReferenceFacts(trial.events(), trial.exposures(), trial.identities());
      List<EntityFacts> own = new ArrayList<>();
      source.facts(questions.question(), own::add);
      source.facts(questions.experiment(), exposed::add);
      qualified += own.stream().anyMatch(one -> one.qualifiedAt() != null) ? 1 : 0;
      facts.addAll(own);
    }
    assertThat((double) qualified / TRIALS).isGreaterThan(0.5);
    assertThat(share(facts.stream().filter(one -> one.qualifiedAt() != null).count(), facts))
        .isBetween(0.1, 0.9);
    assertThat(share(facts.stream().filter(EntityFacts::excluded).count(), facts))
        .isBetween(0.01, 0.3);
    assertThat(share(facts.stream().filter(one -> !one.newnessVerified()).count(), facts))
        .isBetween(0.03, 0.5);
    assertThat(share(facts.stream().filter(one -> one.variant() >= 0).count(), facts))
        .isBetween(0.1, 0.7);
    assertThat(share(exposed.stream().filter(one -> one.qualifiedAt() != null).count(), exposed))
        .isBetween(0.1, 0.9);
    assertThat(share(exposed.stream().filter(ExposureFacts::qualifiedBefore).count(), exposed))
        .isBetween(0.03, 0.5);
    assertThat(share(exposed.stream().filter(one -> one.startedAt() == null).count(), exposed))
        .isBetween(0.05, 0.6);
    assertThat(share(exposed.stream().filter(one -> one.arms() > 1).count(), exposed))
        .isBetween(0.05, 0.9);
  }

  private static double share(long count, List<?> of) {
    return (double) count / of.size();
  }
}
