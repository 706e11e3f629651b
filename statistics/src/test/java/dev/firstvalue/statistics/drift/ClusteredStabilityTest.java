package dev.firstvalue.statistics.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClusteredStabilityTest {
  private static final long[] REFERENCE = {300, 200, 100};
  private static final long[] RECENT = {150, 100, 50};

  /** Clusters of so many units of one bin. */
  private static ClusteredStability alike(int size) {
    ClusteredStability stability = new ClusteredStability(REFERENCE, RECENT);
    for (int bin = 0; bin < REFERENCE.length; bin++) {
      long[] one = new long[REFERENCE.length];
      one[bin] = size;
      stability.add(one, new long[REFERENCE.length], REFERENCE[bin] / size);
      stability.add(new long[REFERENCE.length], one, RECENT[bin] / size);
    }
    return stability;
  }

  private static double alone() {
    return PopulationStability.of(REFERENCE, RECENT).line();
  }

  @Test
  void clustersOfOneUnitHaveTheLineOfIndependentUnits() {
    assertThat(alike(1).line().orElseThrow()).isCloseTo(alone() * 900 / 899, within(1e-12));
  }

  @Test
  void tenOfOneMindAreOne() {
    assertThat(alike(10).line().orElseThrow()).isCloseTo(alone() * 10 * 90 / 89, within(1e-12));
  }

  /** Each cluster is as mixed as all of them: nothing varies, and chance is that of strangers. */
  @Test
  void theLineIsNeverBelowThatOfIndependentUnits() {
    ClusteredStability stability = new ClusteredStability(REFERENCE, RECENT);
    stability.add(new long[] {15, 10, 5}, new long[3], 20);
    stability.add(new long[3], new long[] {15, 10, 5}, 10);

    assertThat(stability.line().orElseThrow()).isEqualTo(alone());
  }

  @Test
  void ofFewerThanTwentyClustersThereIsNoLine() {
    ClusteredStability stability = new ClusteredStability(REFERENCE, RECENT);
    stability.add(REFERENCE, RECENT, 19);

    assertThat(stability.line()).isEmpty();
    stability.add(REFERENCE, RECENT, 1);
    assertThat(stability.line()).isPresent();
  }

  /** Half of the accounts are of one mind, and some have users of both periods. */
  @Test
  void chanceCrossesTheLineOnceInTwenty() {
    SplittableRandom random = new SplittableRandom(20_261_127);
    int runs = 2_000;
    int over = 0;
    int strangers = 0;
    for (int run = 0; run < runs; run++) {
      long[] reference = new long[4];
      long[] recent = new long[4];
      long[][][] accounts = new long[120][2][4];
      for (int g = 0; g < accounts.length; g++) {
        boolean oneMind = random.nextBoolean();
        int all = bin(random);
        for (int user = 0; user < 10; user++) {
          int period = g < 60 ? 0 : g < 100 ? 1 : user % 2;
          int bin = oneMind ? all : bin(random);
          accounts[g][period][bin]++;
          (period == 0 ? reference : recent)[bin]++;
        }
      }
      ClusteredStability stability = new ClusteredStability(reference, recent);
      for (long[][] account : accounts) {
        stability.add(account[0], account[1], 1);
      }
      PopulationStability index = PopulationStability.of(reference, recent);
      over += index.index() > stability.line().orElseThrow() ? 1 : 0;
      strangers += index.shifted() ? 1 : 0;
    }

    assertThat(over / (double) runs).isCloseTo(0.05, within(0.02));
    assertThat(strangers / (double) runs).isGreaterThan(0.5);
  }

  private static int bin(SplittableRandom random) {
    double u = random.nextDouble();
    return u < 0.4 ? 0 : u < 0.7 ? 1 : u < 0.9 ? 2 : 3;
  }
}
