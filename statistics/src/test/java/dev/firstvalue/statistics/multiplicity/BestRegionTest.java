package dev.firstvalue.statistics.multiplicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BestRegionTest {

  /** One difference alone is normal, and its critical value that of a two-sided interval. */
  @Test
  void twoCandidatesAreToldApartByTheNormal() {
    double[][] influence = new double[300][];
    Arrays.setAll(influence, i -> new double[] {i % 2 == 0 ? 0.01 : -0.01, 0});
    long[] counts = new long[300];
    Arrays.fill(counts, 1);
    BestRegion region =
        BestRegion.of(new double[] {0.2, 0.1}, influence, counts, 0, 0.9, 20_000, 1);
    assertThat(region.critical()).isCloseTo(1.645, within(0.03));
    // apart by 0.1, with an error of 0.01 sqrt(300) = 0.17
    assertThat(region.members()).containsExactly(0, 1);
    assertThat(
            BestRegion.of(new double[] {0.5, 0.1}, influence, counts, 0, 0.9, 1_000, 1).members())
        .containsExactly(0);
    assertThat(
            BestRegion.of(new double[] {0.5, 0.6}, influence, counts, 0, 0.9, 1_000, 1).members())
        .containsExactly(0, 1);
  }

  @Test
  void theTrulyBestIsInTheRegionAsOftenAsPromised() {
    SplittableRandom random = new SplittableRandom(2);
    int held = 0;
    int runs = 300;
    for (int run = 0; run < runs; run++) {
      int n = 200;
      double[] truth = {0.30, 0.31, 0.32, 0.28, 0.1};
      double[][] values = new double[n][truth.length];
      double[] means = new double[truth.length];
      for (double[] row : values) {
        double common = random.nextGaussian();
        for (int j = 0; j < truth.length; j++) {
          row[j] = truth[j] + 0.3 * (common + random.nextGaussian());
          means[j] += row[j] / n;
        }
      }
      for (double[] row : values) {
        for (int j = 0; j < truth.length; j++) {
          row[j] = (row[j] - means[j]) / n;
        }
      }
      long[] counts = new long[n];
      Arrays.fill(counts, 1);
      held += BestRegion.of(means, values, counts, 0, 0.9, 200, run).members().contains(2) ? 1 : 0;
    }
    assertThat(held / (double) runs).isGreaterThan(0.86);
  }

  @Test
  void oneCandidateIsItsOwnRegion() {
    BestRegion alone =
        BestRegion.of(new double[] {1}, new double[][] {{0.5}}, new long[] {1}, 0, 0.9, 100, 1);
    assertThat(alone.members()).containsExactly(0);
    assertThat(alone.critical()).isZero();
    assertThatThrownBy(
            () ->
                BestRegion.of(
                    new double[] {1}, new double[][] {{1, 2}}, new long[] {1}, 0, 0.9, 100, 1))
        .hasMessage("influence[0]: 2 values (expected: 1, one a candidate)");
  }
}
