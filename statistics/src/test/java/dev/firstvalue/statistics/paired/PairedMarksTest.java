package dev.firstvalue.statistics.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.Interval;
import org.junit.jupiter.api.Test;

class PairedMarksTest {

  @Test
  void tangoAgreesWithMcNemarOnWhetherAnythingChanged() {
    for (long only = 0; only <= 20; only++) {
      PairedMarks marks = new PairedMarks(30, only, 20 - only, 50);
      double mcNemar = Math.abs(20 - 2.0 * only) / Math.sqrt(20);
      assertThat(Math.abs(TangoInterval.statistic(marks, 0))).isCloseTo(mcNemar, within(1e-12));
      assertThat(TangoInterval.of(marks, 0.95).contains(0)).isEqualTo(mcNemar < 1.96);
    }
  }

  @Test
  void nobodyMovingStillLeavesAnInterval() {
    PairedMarks same = new PairedMarks(10, 0, 0, 20);
    for (Interval interval : new Interval[] {same.newcombe(0.95), TangoInterval.of(same, 0.95)}) {
      assertThat(interval.low()).isLessThan(0);
      assertThat(interval.high()).isGreaterThan(0);
      assertThat(interval.low()).isCloseTo(-interval.high(), within(1e-12));
    }
    assertThat(same.exactP()).isEmpty();
    assertThat(same.jaccard()).hasValue(1);
    assertThat(same.bridge(0.95).orElseThrow().interval().high()).isEqualTo(1);
  }

  @Test
  void everyUnitMovingIsTheEndOfTheScale() {
    PairedMarks all = new PairedMarks(0, 0, 5, 0);
    assertThat(TangoInterval.of(all, 0.95).high()).isEqualTo(1);
    assertThat(all.newcombe(0.95).high()).isEqualTo(1);
    assertThat(all.bridge(0.95)).isEmpty();
    PairedMarks none = new PairedMarks(0, 0, 0, 5);
    assertThat(none.jaccard()).isEmpty();
    PairedMarks one = new PairedMarks(0, 1, 0, 0);
    assertThat(TangoInterval.of(one, 0.95).low()).isEqualTo(-1);
  }

  @Test
  void aBillionUnitsKeepTheirDigits() {
    PairedMarks many = new PairedMarks(500_000_000, 1_000, 2_000, 500_000_000);
    Interval wald = many.wald(0.95);
    assertThat(many.newcombe(0.95).low())
        .isCloseTo(wald.low(), within(1e-4 * Math.abs(wald.low())));
    assertThat(TangoInterval.of(many, 0.95).high())
        .isCloseTo(wald.high(), within(1e-3 * wald.high()));
    assertThat(many.exactP().orElseThrow().log10()).isBetween(-76.0, -74.0);
  }
}
