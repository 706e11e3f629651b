package dev.firstvalue.statistics.mean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.distribution.StudentT;
import org.junit.jupiter.api.Test;

class MeansTest {

  @Test
  void momentsOfLargeValuesDoNotCancel() {
    Moments moments = Moments.of(new double[] {1e9 + 1, 1e9 + 2, 1e9 + 3});
    assertThat(moments.variance().orElseThrow()).isCloseTo(1, within(1e-9));
  }

  @Test
  void sumsThatNoValuesCanHaveAreRefused() {
    assertThatThrownBy(() -> Moments.ofSums(10, 100, 500))
        .hasMessageStartingWith("sum of squares: 500.0 (expected: at least sum²/n = ");
    assertThatThrownBy(() -> Moments.ofVariance(10, 1, -1)).hasMessageStartingWith("variance: -1");
  }

  @Test
  void oneValueOrNoSpreadHasNoTest() {
    Moments one = Moments.of(new double[] {3});
    Moments flat = Moments.of(new double[] {3, 3});
    assertThat(Welch.test(one, flat, 0.95)).isEmpty();
    assertThat(Welch.test(flat, flat, 0.95)).isEmpty();
  }

  @Test
  void aNegativeBaselineKeepsTheSignOfTheChange() {
    Moments worse = Moments.of(new double[] {-3, -4, -5});
    Moments better = Moments.of(new double[] {-1, -2, -3});
    assertThat(RelativeMeans.of(better, worse).lift().orElseThrow()).isPositive();
    assertThat(
            RelativeMeans.of(Moments.of(new double[] {1, 2}), Moments.of(new double[] {-1, 1}))
                .lift())
        .isEmpty();
  }

  @Test
  void aRatioOverEqualDenominatorsIsTheMean() {
    double[] y = {1, 4, 2, 8};
    RatioOfSums ratio = RatioOfSums.of(4, 15, 8, 85, 16, 30).orElseThrow();
    Moments moments = Moments.of(y);
    assertThat(ratio.ratio()).isCloseTo(moments.mean() / 2, within(1e-15));
    assertThat(ratio.standardError())
        .isCloseTo(Math.sqrt(moments.variance().orElseThrow() / 4) / 2, within(1e-14));
    assertThat(RatioOfSums.of(4, 15, 0, 85, 0, 0)).isEmpty();
  }

  @Test
  void theRanksOfAQuantileCoverAtLeastTheLevel() {
    for (long n : new long[] {6, 20, 1000, 1_000_000}) {
      OrderStatisticInterval ranks = OrderStatisticInterval.of(n, 0.5, 0.95);
      assertThat(ranks.coverage()).isBetween(0.95, 0.97);
      assertThat(ranks.lowerRank() + ranks.upperRank()).isEqualTo(n + 1);
    }
    assertThat(OrderStatisticInterval.of(5, 0.5, 0.95).lowerExists()).isFalse();
    assertThat(OrderStatisticInterval.of(5, 0.5, 0.95).upperExists(5)).isFalse();
  }

  @Test
  void rankSumsAreSymmetricAndAddToOne() {
    MannWhitney forth = MannWhitney.of(new double[] {1, 5, 9}, new double[] {2, 3, 7, 8});
    MannWhitney back = MannWhitney.of(new double[] {2, 3, 7, 8}, new double[] {1, 5, 9});
    assertThat(forth.w() + back.w()).isEqualTo(12);
    assertThat(forth.greater().orElseThrow()).isCloseTo(back.less().orElseThrow(), within(1e-15));
    assertThat(forth.shift()).isEqualTo(-back.shift());
  }

  @Test
  void theTQuantileInvertsItsTail() {
    for (double df : new double[] {0.5, 3, 200, 1e8}) {
      double t = StudentT.upperQuantile(0.01, df);
      assertThat(StudentT.upperTail(t, df)).isCloseTo(0.01, within(1e-13));
    }
  }
}
