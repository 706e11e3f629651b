package dev.firstvalue.statistics.proportion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.proportion.PooledZ.ZTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoProportionsTest {

  private static final Proportion ONE = new Proportion(30, 50);
  private static final Proportion TWO = new Proportion(40, 150);

  private static void assertLimits(Interval interval, double low, double high) {
    assertThat(interval.low()).isCloseTo(low, within(6e-6));
    assertThat(interval.high()).isCloseTo(high, within(6e-6));
  }

  /**
   * statsmodels 0.13.5 confint_proportions_2indep(30, 50, 40, 150, method='newcomb'); bisection.
   */
  @Test
  void theIntervalsOfADifferenceAgreeWithOtherImplementations() {
    assertLimits(Newcombe.difference(ONE, TWO, 0.95), 0.17565, 0.47294);
    assertLimits(ScoreDifference.miettinenNurminen(ONE, TWO, 0.95), 0.17623, 0.47647);
    assertLimits(ScoreDifference.mee(ONE, TWO, 0.95), 0.17662, 0.47615);
  }

  /** statsmodels 0.13.5 confint_proportions_2indep(compare='ratio', method='score', correction). */
  @Test
  void theIntervalsOfARatioAgreeWithStatsmodels() {
    Interval koopman = ScoreRatio.koopman(ONE, TWO, 0.95).interval();
    assertThat(koopman.low()).isCloseTo(1.5706, within(6e-5));
    assertThat(koopman.high()).isCloseTo(3.1672, within(6e-5));
    Interval inflated = ScoreRatio.miettinenNurminen(ONE, TWO, 0.95).interval();
    assertThat(inflated.low()).isCloseTo(1.5691, within(6e-5));
    assertThat(inflated.high()).isCloseTo(3.1699, within(6e-5));
  }

  /** Published: the seven-day retention of the cookie_cats experiment. */
  @Test
  void theCookieCatsTestIsMet() {
    ZTest test =
        PooledZ.test(new Proportion(8279, 45489), new Proportion(8502, 44700)).orElseThrow();
    assertThat(test.z()).isCloseTo(-3.164, within(5e-4));
    assertThat(test.twoSided().value()).isCloseTo(0.00155, within(5e-6));
    assertThat(test.less().value()).isCloseTo(0.00155 / 2, within(5e-6));
    assertThat(test.greater().value()).isCloseTo(1 - 0.00155 / 2, within(5e-6));
  }

  @ParameterizedTest
  @CsvSource({"13, 100, 5, 100", "8279, 45489, 8502, 44700", "1, 9, 7, 12", "3, 4, 1, 4"})
  void theMeeAndKoopmanIntervalsDecideAsThePooledTestDoes(long x1, long n1, long x2, long n2) {
    Proportion one = new Proportion(x1, n1);
    Proportion two = new Proportion(x2, n2);
    double level = 1 - PooledZ.test(one, two).orElseThrow().twoSided().value();
    for (double around : new double[] {-1e-6, 1e-6}) {
      double near = Math.clamp(level + around, 1e-9, 1 - 1e-9);
      boolean coversNothing = near > level;
      assertThat(ScoreDifference.mee(one, two, near).contains(0)).isEqualTo(coversNothing);
      assertThat(ScoreRatio.koopman(one, two, near).interval().contains(1))
          .isEqualTo(coversNothing);
    }
  }

  @Test
  void newcombeNeedNotDecideAsThePooledTestDoes() {
    Proportion one = new Proportion(13, 100);
    Proportion two = new Proportion(5, 100);
    assertThat(PooledZ.test(one, two).orElseThrow().twoSided().value()).isLessThan(0.05);
    assertThat(Newcombe.difference(one, two, 0.95).contains(0)).isTrue();
    assertThat(ScoreDifference.mee(one, two, 0.95).contains(0)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, 10, 0, 20", "10, 10, 20, 20", "0, 10, 20, 20", "10, 10, 0, 20", "0, 1, 1, 1"})
  void emptyCellsStillHaveAnIntervalOfTheDifference(long x1, long n1, long x2, long n2) {
    Proportion one = new Proportion(x1, n1);
    Proportion two = new Proportion(x2, n2);
    for (Interval interval :
        new Interval[] {
          Newcombe.difference(one, two, 0.95),
          ScoreDifference.mee(one, two, 0.95),
          ScoreDifference.miettinenNurminen(one, two, 0.95)
        }) {
      assertThat(interval.low()).isBetween(-1.0, one.minus(two));
      assertThat(interval.high()).isBetween(one.minus(two), 1.0);
      assertThat(interval.high() - interval.low()).isPositive();
    }
  }

  /**
   * With no success at all z(d) = -sqrt(n1 d/(1-d)) for d above 0, so the limit has a closed form.
   */
  @Test
  void withNoSuccessAtAllMeesLimitsAreThoseOfOneWilsonInterval() {
    Interval mee = ScoreDifference.mee(new Proportion(0, 10), new Proportion(0, 20), 0.95);
    double z2 = 1.959963984540054 * 1.959963984540054;
    assertThat(mee.high()).isCloseTo(z2 / (10 + z2), within(1e-12));
    assertThat(mee.low()).isCloseTo(-z2 / (20 + z2), within(1e-12));
  }

  @Test
  void aRatioToNothingHasOnlyALowerLimit() {
    RatioEstimate ratio = ScoreRatio.koopman(new Proportion(5, 10), new Proportion(0, 10), 0.95);
    assertThat(ratio.shape()).isEqualTo(RatioEstimate.Shape.INFINITE);
    assertThat(ratio.estimate()).hasValue(Double.POSITIVE_INFINITY);
    assertThat(ratio.interval().high()).isInfinite();
    assertThat(ratio.interval().low()).isBetween(1.0, 10.0);
  }

  @Test
  void aRatioOfNothingHasOnlyAnUpperLimit() {
    RatioEstimate ratio = ScoreRatio.koopman(new Proportion(0, 10), new Proportion(5, 10), 0.95);
    assertThat(ratio.shape()).isEqualTo(RatioEstimate.Shape.ZERO);
    assertThat(ratio.estimate()).hasValue(0);
    assertThat(ratio.interval().low()).isZero();
    RatioEstimate inverse = ScoreRatio.koopman(new Proportion(5, 10), new Proportion(0, 10), 0.95);
    assertThat(ratio.interval().high()).isCloseTo(1 / inverse.interval().low(), within(1e-9));
  }

  @Test
  void nothingOverNothingIsUndefinedAndNotZero() {
    RatioEstimate ratio = ScoreRatio.koopman(new Proportion(0, 10), new Proportion(0, 9), 0.95);
    assertThat(ratio.shape()).isEqualTo(RatioEstimate.Shape.UNDEFINED);
    assertThat(ratio.estimate()).isEmpty();
    assertThat(PooledZ.test(new Proportion(0, 10), new Proportion(0, 9))).isEmpty();
  }

  /** With only successes z(r) = -sqrt(n2 (r-1)) above 1, so the upper limit is 1 + z²/n2. */
  @Test
  void withOnlySuccessesKoopmansLimitHasAClosedForm() {
    RatioEstimate ratio = ScoreRatio.koopman(new Proportion(8, 8), new Proportion(20, 20), 0.95);
    double z2 = 1.959963984540054 * 1.959963984540054;
    assertThat(ratio.interval().high()).isCloseTo(1 + z2 / 20, within(1e-9));
    assertThat(ratio.interval().low()).isCloseTo(1 / (1 + z2 / 8), within(1e-9));
  }

  @Test
  void swappingTheArmsMirrorsEveryInterval() {
    Interval forth = ScoreDifference.mee(ONE, TWO, 0.95);
    Interval back = ScoreDifference.mee(TWO, ONE, 0.95);
    assertThat(forth.low()).isCloseTo(-back.high(), within(1e-12));
    Interval ratio = ScoreRatio.koopman(ONE, TWO, 0.95).interval();
    Interval inverse = ScoreRatio.koopman(TWO, ONE, 0.95).interval();
    assertThat(ratio.low()).isCloseTo(1 / inverse.high(), within(1e-9));
  }

  @Test
  void billionsOfTrialsNeitherOverflowNorCancel() {
    Proportion one = new Proportion(500_000_001, 1_000_000_000);
    Proportion two = new Proportion(500_000_000, 1_000_000_000);
    assertThat(one.minus(two)).isEqualTo(1e-9);
    assertThat(PooledZ.test(one, two).orElseThrow().z())
        .isCloseTo(1e-9 / Math.sqrt(0.25 * 2e-9), within(1e-15));
    Interval mee = ScoreDifference.mee(one, two, 0.95);
    assertThat(mee.high() - mee.low())
        .isCloseTo(2 * 1.959963984540054 * Math.sqrt(0.25 * 2e-9), within(1e-10));
  }
}
