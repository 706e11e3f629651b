package dev.firstvalue.validator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.simulation.world.NamedWorld;
import dev.firstvalue.simulation.world.World;
import dev.firstvalue.store.testkit.TestStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The short form of {@link EndToEndRun}: an interval of 95 % misses the truth 4 in 8 times never.
 */
class EndToEndTest {
  private static final int RUNS = 8;

  @RegisterExtension static final TestStore STORE = TestStore.create();

  @Test
  void thePrintedIntervalsHoldThePlantedTruth() {
    try (EndToEnd worlds =
        new EndToEnd(World.of(NamedWorld.EFFECT), 600, STORE.adminTarget(), STORE.readerTarget())) {
      for (int run = 0; run < RUNS; run++) {
        worlds.run(run);
      }
      assertThat(worlds.coverage())
          .containsKeys(
              "difference adjusted for volume and plan",
              "difference in retention",
              "median time to value",
              "ratio of retention",
              "reach")
          .allSatisfy((what, share) -> assertThat(share).as(what).isGreaterThan(0.5));
    }
  }
}
