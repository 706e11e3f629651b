package dev.firstvalue.store.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.store.testkit.TestStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HostileLiteralsTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final int LITERALS = 1_000;

  /** A new seed each time: the build looks at other texts every day. */
  @Test
  void aHostileTextIsAValueAndNothingElse() {
    long seed = System.nanoTime();
    System.out.println("hostile literals: seed " + seed);
    HostileRun run = new HostileRun(STORE.admin(), STORE.store(), seed);
    run.tryAll(LITERALS);

    assertThat(run.failures()).as("seed %d", seed).isEmpty();
    assertThat(run.literals()).isGreaterThanOrEqualTo(LITERALS);
    assertThat(run.refusedPatterns()).as("seed %d", seed).isNotEmpty();
  }
}
