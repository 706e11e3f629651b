package dev.firstvalue.statistics.proportion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.proportion.UnconditionalExact.Ties;
import org.junit.jupiter.api.Test;

class ExactTestsTest {

  private static final Proportion THREE_OF_FOUR = new Proportion(3, 4);
  private static final Proportion ONE_OF_FOUR = new Proportion(1, 4);

  /** Fisher's tea tasting: 1 + 16 of 70 tables, and the same again on the other side. */
  @Test
  void theLadyTastingTeaHasItsFractions() {
    FisherExact test = FisherExact.of(THREE_OF_FOUR, ONE_OF_FOUR, 0.95);
    assertThat(test.greater().value()).isCloseTo(17.0 / 70, within(1e-14));
    assertThat(test.less().value()).isCloseTo(69.0 / 70, within(1e-14));
    assertThat(test.twoSided().value()).isCloseTo(34.0 / 70, within(1e-14));
  }

  /** With odds o the tables weigh 1, 16o, 36o², 16o³, o⁴. */
  @Test
  void theExactOddsLimitsSolveTheirTails() {
    ConditionalOddsRatio odds = FisherExact.of(THREE_OF_FOUR, ONE_OF_FOUR, 0.95).oddsRatio();
    double low = odds.interval().low();
    double high = odds.interval().high();
    assertThat(tail(low, 3, 4)).isCloseTo(0.025, within(1e-12));
    assertThat(tail(high, 0, 3)).isCloseTo(0.025, within(1e-9));
  }

  private static double tail(double odds, int from, int to) {
    double[] weights = {1, 16, 36, 16, 1};
    double sum = 0;
    double all = 0;
    for (int k = 0; k < weights.length; k++) {
      double weight = weights[k] * Math.pow(odds, k);
      all += weight;
      sum += k >= from && k <= to ? weight : 0;
    }
    return sum / all;
  }

  @Test
  void anEmptyCellLeavesOneOddsLimitOpen() {
    ConditionalOddsRatio odds =
        FisherExact.of(new Proportion(5, 5), new Proportion(2, 6), 0.95).oddsRatio();
    assertThat(odds.estimate()).isInfinite();
    assertThat(odds.interval().high()).isInfinite();
    assertThat(odds.interval().low()).isPositive();
    ConditionalOddsRatio nothing =
        FisherExact.of(new Proportion(0, 5), new Proportion(0, 6), 0.95).oddsRatio();
    assertThat(nothing.estimate()).isNaN();
    assertThat(nothing.interval().low()).isZero();
    assertThat(nothing.interval().high()).isInfinite();
  }

  /** 7/12 against 1/9 ties exactly with its mirror 5/12 against 8/9; SciPy loses the mirror. */
  @Test
  void tiedTablesCountUnlessRoundingIsLeftToDecide() {
    Proportion one = new Proportion(7, 12);
    Proportion two = new Proportion(1, 9);
    double counted = UnconditionalExact.barnardPooled(one, two, Ties.COUNTED).value();
    double computed = UnconditionalExact.barnardPooled(one, two, Ties.AS_COMPUTED).value();
    assertThat(computed).isCloseTo(0.0355579, within(1e-6));
    assertThat(counted).isGreaterThan(computed + 1e-4);
    Proportion mirrored = one.complement();
    assertThat(UnconditionalExact.barnardPooled(mirrored, two.complement(), Ties.COUNTED).value())
        .isCloseTo(counted, within(1e-9));
  }

  @Test
  void boschlooIsNeverAboveFisherTwiceOneSide() {
    Proportion one = new Proportion(9, 14);
    Proportion two = new Proportion(3, 15);
    FisherExact fisher = FisherExact.of(one, two, 0.95);
    assertThat(UnconditionalExact.boschloo(one, two).value())
        .isLessThanOrEqualTo(2 * fisher.greater().value());
  }

  @Test
  void armsTooLargeForEnumerationAreRefused() {
    Proportion large = new Proportion(10, 1_000_000);
    assertThatThrownBy(() -> UnconditionalExact.boschloo(large, large))
        .hasMessageStartingWith("trials: 1000000 and 1000000 (expected: a product of at most");
  }

  @Test
  void hugeArmsCostFisherOnlyAFewStandardDeviations() {
    FisherExact test =
        FisherExact.of(
            new Proportion(300_000, 1_000_000), new Proportion(301_000, 1_000_000), 0.95);
    double z =
        PooledZ.test(new Proportion(300_000, 1_000_000), new Proportion(301_000, 1_000_000))
            .orElseThrow()
            .twoSided()
            .value();
    assertThat(test.twoSided().value()).isCloseTo(z, within(0.002));
  }
}
