package dev.firstvalue.statistics.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.PValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TailsTest {

  /** mpmath 1.2.1, 40 digits: log(erfc(z/sqrt(2))/2). */
  @ParameterizedTest
  @CsvSource({
    "0.5, -1.1759117615936186089",
    "5, -15.064998393988725736",
    "19.9, -201.91716770733259757",
    "20.1, -205.92711840194824576",
    "37, -689.0305855768905936",
    "38.6, -749.5528608462078321",
    "100, -5005.5242086942050886",
    "1000, -500007.82669481218431"
  })
  void theNormalUpperTailKeepsItsDigitsHoweverFar(double z, double log) {
    assertThat(Normal.logUpperTail(z) / log).isCloseTo(1, within(1e-13));
    if (log > -700) {
      assertThat(Normal.upperTail(z) / Math.exp(log)).isCloseTo(1, within(1e-11));
    }
  }

  /** mpmath 1.2.1, 40 digits: log(gammainc(df/2, x/2, inf, regularized=True)). */
  @ParameterizedTest
  @CsvSource({
    "3, 2, -1.5",
    "10, 5, -2.5871354590744853854",
    "1500, 3, -746.56851515781951055",
    "2000, 1, -1004.026741958951945",
    "5000, 7, -2481.6398584753529846"
  })
  void theChiSquareUpperTailKeepsItsDigitsHoweverFar(double x, double df, double log) {
    assertThat(ChiSquared.logUpperTail(x, df) / log).isCloseTo(1, within(1e-13));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-20, 1e-5, 9.9e-5, 1.1e-4, 0.025, 0.3, 0.5, 0.7, 0.999})
  void theNormalQuantileInvertsItsTail(double tail) {
    assertThat(Normal.upperTail(Normal.upperQuantile(tail)) / tail).isCloseTo(1, within(1e-12));
  }

  @Test
  void theCriticalValueOf95PercentIsTheTextbookOne() {
    assertThat(Normal.twoSidedCritical(0.95)).isCloseTo(1.959963984540054, within(1e-15));
  }

  @Test
  void pValuesBelowTheSmallestDoubleStillOrder() {
    PValue far = Normal.twoSided(50);
    PValue farther = Normal.twoSided(-60);
    assertThat(far.value()).isZero();
    assertThat(farther.value()).isZero();
    assertThat(farther).isLessThan(far);
    assertThat(farther.log10()).isCloseTo(-783.606, within(1e-3));
  }

  @Test
  void levelsOutsideZeroToOneAreRefusedByName() {
    assertThatThrownBy(() -> Normal.twoSidedCritical(95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("level: 95.0 (expected: strictly between 0 and 1)");
  }
}
