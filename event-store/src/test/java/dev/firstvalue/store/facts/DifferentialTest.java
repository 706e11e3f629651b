package dev.firstvalue.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.random.RandomWorld;
import dev.firstvalue.store.testkit.TestStore;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the SQL to the meaning: on random worlds the store and the reference evaluator agree on
 * every relation, every fact, every count.
 */
class DifferentialTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final int FIXED = 50;
  private static final int FRESH = 50;

  static LongStream seeds() {
    long fresh = System.nanoTime();
    return LongStream.concat(LongStream.range(0, FIXED), LongStream.range(fresh, fresh + FRESH));
  }

  @ParameterizedTest(name = "RandomWorld.of({0})")
  @MethodSource("seeds")
  void theStoreAnswersAsTheReferenceEvaluatorDoes(long seed) {
    assertThat(new WorldComparison(STORE.admin(), STORE.store()).differences(RandomWorld.of(seed)))
        .as("RandomWorld.of(%d)", seed)
        .isEmpty();
  }
}
