package dev.firstvalue.statistics.sampleratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SampleRatioTest {

  private static SampleRatio test(long[] observed, double... weights) {
    return SampleRatio.of(observed, weights);
  }

  /** Published: the arms of the cookie_cats experiment. */
  @Test
  void theCookieCatsArmsDoNotAlarmAtOneInAThousand() {
    SampleRatio test = test(new long[] {44700, 45489}, 50, 50);
    assertThat(test.pValue().value()).isCloseTo(0.0086, within(5e-5));
    assertThat(test.degreesOfFreedom()).isEqualTo(1);
  }

  @Test
  void configuredWeightsAndNotEqualOnesAreExpected() {
    assertThat(test(new long[] {950, 50}, 0.95, 0.05).pValue().value()).isEqualTo(1);
    assertThat(test(new long[] {950, 50}, 1, 1).pValue().value()).isLessThan(1e-100);
  }

  @Test
  void anArmOfWeightZeroIsLeftOutAndItsUnitsCounted() {
    SampleRatio test = test(new long[] {500, 500, 7}, 1, 1, 0);
    assertThat(test.degreesOfFreedom()).isEqualTo(1);
    assertThat(test.chiSquare()).isZero();
    assertThat(test.excludedArms()).isEqualTo(1);
    assertThat(test.excludedUnits()).isEqualTo(7);
  }

  @Test
  void aGrossMismatchKeepsItsLogarithm() {
    SampleRatio test = test(new long[] {1_000_000, 900_000}, 1, 1);
    assertThat(test.pValue().value()).isZero();
    assertThat(test.pValue().log10()).isBetween(-1200.0, -1100.0);
  }

  @Test
  void oneArmNoUnitsAndBadWeightsAreRefused() {
    assertThatThrownBy(() -> test(new long[] {5, 5}, 1, 0))
        .hasMessage("weights: 1 above 0 (expected: at least two arms of positive weight)");
    assertThatThrownBy(() -> test(new long[] {0, 0}, 1, 1))
        .hasMessage("observed: 0 in all (expected: at least one unit)");
    assertThatThrownBy(() -> test(new long[] {1, 1}, 1, Double.NaN))
        .hasMessageStartingWith("weights[1]: NaN");
    assertThatThrownBy(() -> test(new long[] {1, -1}, 1, 1))
        .hasMessageStartingWith("observed[1]: -1");
    assertThatThrownBy(() -> test(new long[] {1}, 1, 1)).hasMessageStartingWith("weights: 2");
  }
}
