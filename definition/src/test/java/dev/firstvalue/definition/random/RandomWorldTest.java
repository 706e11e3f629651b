package dev.firstvalue.definition.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.ExposureFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RandomWorldTest {
  private static final int WORLDS = 500;

  @Test
  void aSeedIsAWorld() {
    LongStream.range(0, 50)
        .forEach(seed -> assertThat(RandomWorld.of(seed)).isEqualTo(RandomWorld.of(seed)));
  }

  @Test
  void worldsAreNotDegenerate() {
    List<EntityFacts> facts = new ArrayList<>();
    List<ExposureFacts> exposed = new ArrayList<>();
    for (long seed = 0; seed < WORLDS; seed++) {
      RandomWorld world = RandomWorld.of(seed);
      ReferenceFacts source = new ReferenceFacts(world.events(), world.exposures());
      source.facts(world.question(), facts::add);
      source.facts(world.experiment(), exposed::add);
    }

    assertThat(share(facts.stream().filter(one -> one.qualifiedAt() != null).count(), facts))
        .isBetween(0.1, 0.9);
    assertThat(share(facts.stream().filter(EntityFacts::excluded).count(), facts))
        .isBetween(0.01, 0.3);
    assertThat(share(facts.stream().filter(one -> !one.newnessVerified()).count(), facts))
        .isBetween(0.05, 0.5);
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
