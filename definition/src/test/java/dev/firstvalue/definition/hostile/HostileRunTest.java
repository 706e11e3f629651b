package dev.firstvalue.definition.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HostileRunTest {
  private static final int DOCUMENTS = 5_000;

  /** A new seed each time: the build looks at other documents every day. */
  @Test
  void aMutatedDocumentIsReadOrRefusedAndNothingElse() {
    long seed = System.nanoTime();
    System.out.println("mutated documents: seed " + seed);
    HostileRun run = new HostileRun(Path.of("../definitions-repo"), seed);
    run.warmUp();
    run.read(DOCUMENTS);
    System.out.println("mutated documents: processor time, " + run.times());

    assertThat(run.crashes()).as("seed %d", seed).isEmpty();
    assertThat(run.slowest())
        .as("seed %d: %s", seed, new String(run.slowestDocument(), StandardCharsets.UTF_8))
        .isLessThan(Duration.ofSeconds(5));
    assertThat(run.characters()).isPositive();
    assertThat(run.smallest()).hasSizeGreaterThan(50).containsKey("");
  }
}
