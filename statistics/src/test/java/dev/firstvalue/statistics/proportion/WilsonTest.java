package dev.firstvalue.statistics.proportion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import org.junit.jupiter.api.Test;

class WilsonTest {

  @Test
  void theFormulaIsMetFor30Of50() {
    Interval interval = Wilson.interval(new Proportion(30, 50), 0.95);
    assertThat(interval.low()).isCloseTo(0.4618, within(5e-5));
    assertThat(interval.high()).isCloseTo(0.7239, within(5e-5));
    assertThat(interval.method()).isEqualTo(IntervalMethod.WILSON);
  }

  /** Newcombe 1998a, table I, methods 3 and 4. */
  @Test
  void newcombesPublishedLimitsAreMet() {
    Interval plain = Wilson.interval(new Proportion(81, 263), 0.95);
    assertThat(plain.low()).isCloseTo(0.2553, within(5e-5));
    assertThat(plain.high()).isCloseTo(0.3662, within(5e-5));
    Interval corrected = Wilson.corrected(new Proportion(1, 29), 0.95);
    assertThat(corrected.low()).isCloseTo(0.0018, within(5e-5));
    assertThat(corrected.high()).isCloseTo(0.1963, within(5e-5));
  }

  @Test
  void noSuccessHasALowerLimitOfExactlyZeroAndNoFailureAnUpperOneOfExactlyOne() {
    assertThat(Wilson.interval(new Proportion(0, 7), 0.95).low()).isZero();
    assertThat(Wilson.interval(new Proportion(7, 7), 0.95).high()).isEqualTo(1);
    assertThat(Wilson.corrected(new Proportion(0, 7), 0.95).low()).isZero();
    assertThat(Wilson.corrected(new Proportion(7, 7), 0.95).high()).isEqualTo(1);
  }

  @Test
  void oneOfABillionKeepsItsLowerLimit() {
    double z = 1.959963984540054;
    double n = 1e9;
    Interval interval = Wilson.interval(new Proportion(1, 1_000_000_000), 0.95);
    double product = 1 / (n * (n + z * z));
    assertThat(interval.low() * interval.high() / product).isCloseTo(1, within(1e-7));
    assertThat(interval.low()).isBetween(1.7e-10, 1.8e-10);
  }

  @Test
  void swappingSuccessAndFailureMirrorsTheInterval() {
    Interval one = Wilson.interval(new Proportion(3, 40), 0.9);
    Interval mirrored = Wilson.interval(new Proportion(37, 40), 0.9);
    assertThat(one.low()).isCloseTo(1 - mirrored.high(), within(1e-15));
    assertThat(one.high()).isCloseTo(1 - mirrored.low(), within(1e-15));
  }

  @Test
  void impossibleCountsAreRefusedByName() {
    assertThatThrownBy(() -> new Proportion(0, 0)).hasMessage("trials: 0 (expected: at least 1)");
    assertThatThrownBy(() -> new Proportion(8, 7))
        .hasMessage("successes: 8 (expected: between 0 and 7 trials)");
    assertThatThrownBy(() -> new Proportion(-1, 7))
        .hasMessage("successes: -1 (expected: between 0 and 7 trials)");
  }
}
