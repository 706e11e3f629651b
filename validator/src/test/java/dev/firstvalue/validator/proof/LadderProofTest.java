package dev.firstvalue.validator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.simulation.world.NamedWorld;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The short form of {@link LongRun}: gross errors show in few runs. */
class LadderProofTest {
  private static final int RUNS = 8;
  private static final int ENTITIES = 10_000;

  @ParameterizedTest
  @EnumSource
  void aPromiseIsKeptUpToTheNoiseOfFewRuns(NamedWorld world) {
    LadderProof proof = LadderProof.of(world, RUNS, ENTITIES);
    for (LadderRow row : LadderRow.values()) {
      LadderPromise promise = LadderPromise.of(world, row);
      assertThat(promise.kept(proof.coverage(row), RUNS))
          .as("%s: %s, got %s", row, promise.words(), proof.coverage(row))
          .isTrue();
    }
    if (LadderPromise.of(world, LadderRow.VOLUME_ADJUSTED) == LadderPromise.HOLDS) {
      assertThat(proof.mean(LadderRow.VOLUME_ADJUSTED))
          .isCloseTo(
              proof.truth(LadderRow.VOLUME_ADJUSTED), org.assertj.core.data.Offset.offset(0.015));
    }
  }
}
