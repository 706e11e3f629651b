package dev.firstvalue.statistics.adjustment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HeteroscedasticAdjustmentTest {
  private static final double[] X = {-2, -1, 0, 1, 2};

  /** What is left of y beside the line 1 + x/2: orthogonal to 1 and to x, both of length 140. */
  private static double[] beside(double... residual) {
    double[] y = new double[X.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = 1 + X[i] / 2 + residual[i];
    }
    return y;
  }

  /**
   * Two experiments of equal n, sums, squares and products: HC2 weighs each residual by its row's
   * leverage, and tells them apart. So these errors are given of rows only.
   */
  @Test
  void rowsOfTheSameSumsHaveDifferentErrors() {
    double scale = Math.sqrt(1.4);
    double[] ends = beside(2, -1, -2, -1, 2);
    double[] between = beside(-scale, 2 * scale, 0, -2 * scale, scale);
    PairedMoments one = PairedMoments.of(ends, X);
    PairedMoments other = PairedMoments.of(between, X);
    assertThat(other.meanY()).isCloseTo(one.meanY(), within(1e-14));
    assertThat(other.yy()).isCloseTo(one.yy(), within(1e-12));
    assertThat(other.xy()).isCloseTo(one.xy(), within(1e-12));

    HeteroscedasticAdjustment first = HeteroscedasticAdjustment.of(ends, X, ends, X);
    HeteroscedasticAdjustment second = HeteroscedasticAdjustment.of(between, X, between, X);

    assertThat(first.interacted() / second.interacted()).isGreaterThan(1.1);
    assertThat(first.covariance() / second.covariance()).isGreaterThan(1.02);
  }
}
