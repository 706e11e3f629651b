package dev.firstvalue.statistics.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.proportion.Proportion;
import org.junit.jupiter.api.Test;

class SensitivityTest {

  @Test
  void anEValueIsTheSameForARatioAndItsInverse() {
    assertThat(EValue.of(0.25)).isCloseTo(EValue.of(4), within(1e-14));
    assertThat(EValue.of(1)).isEqualTo(1);
    assertThat(EValue.of(0)).isInfinite();
    double e = EValue.of(2.5);
    // a factor as strong on both sides explains just that ratio
    assertThat(EValue.biasFactor(e, e)).isCloseTo(2.5, within(1e-12));
    assertThat(EValue.ofLimit(new Interval(0.8, 1.7, 0.95, IntervalMethod.KOOPMAN))).isEqualTo(1);
    assertThat(EValue.ofLimit(new Interval(0.2, 0.5, 0.95, IntervalMethod.KOOPMAN)))
        .isEqualTo(EValue.of(0.5));
  }

  @Test
  void withoutHiddenBiasTheBoundIsMcNemarsTest() {
    assertThat(RosenbaumBound.largestP(8, 10, 1).value()).isCloseTo(56 / 1024.0, within(1e-14));
    assertThat(RosenbaumBound.tolerates(5, 10, 0.05)).isEqualTo(1);
    double gamma = RosenbaumBound.tolerates(60, 70, 0.05);
    assertThat(RosenbaumBound.largestP(60, 70, gamma).value()).isCloseTo(0.05, within(1e-9));
  }

  @Test
  void controlsThatOnlyScatterByChanceCalibrateNothing() {
    NegativeControls sound =
        NegativeControls.of(new double[] {0.1, -0.1, 0.05, -0.05}, new double[] {1, 1, 1, 1});
    assertThat(sound.deviation()).isZero();
    assertThat(sound.mean()).isCloseTo(0, within(1e-15));
    assertThat(sound.calibratedZ(2, 1)).isCloseTo(2, within(1e-14));
  }

  @Test
  void aPerfectMarkNeedsNoCorrection() {
    Proportion marked = new Proportion(300, 1_000);
    Proportion perfect = new Proportion(50, 50);
    RoganGladen same = RoganGladen.of(marked, perfect, perfect, 0.95).orElseThrow();
    assertThat(same.share()).isCloseTo(0.3, within(1e-15));
    assertThat(RoganGladen.of(marked, new Proportion(1, 2), new Proportion(1, 2), 0.95)).isEmpty();
  }

  @Test
  void nothingUnknownLeavesTheDifferenceItself() {
    WorstCaseBounds bounds = WorstCaseBounds.of(new Proportion(3, 10), 0, new Proportion(1, 10), 0);
    assertThat(bounds.low()).isEqualTo(bounds.high()).isCloseTo(0.2, within(1e-15));
  }
}
