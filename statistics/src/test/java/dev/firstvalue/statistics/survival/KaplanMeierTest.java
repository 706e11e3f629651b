package dev.firstvalue.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.survival.KaplanMeier.Quantile;
import dev.firstvalue.statistics.survival.KaplanMeier.RestrictedMean;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Oracle: R 4.2.2, survival 3.5, survfit(Surv(time, status) ~ 1, aml, conf.type = "log-log"). */
class KaplanMeierTest {

  private static final KaplanMeier MAINTAINED =
      KaplanMeier.of(
          List.of(
              new TimeCount(9, 1, 0),
              new TimeCount(13, 1, 1),
              new TimeCount(18, 1, 0),
              new TimeCount(23, 1, 0),
              new TimeCount(28, 0, 1),
              new TimeCount(31, 1, 0),
              new TimeCount(34, 1, 0),
              new TimeCount(45, 0, 1),
              new TimeCount(48, 1, 0),
              new TimeCount(161, 0, 1)));

  @Test
  void theCurveAndItsIntervalAreThoseOfR() {
    assertThat(MAINTAINED.units()).isEqualTo(11);
    assertThat(MAINTAINED.events()).isEqualTo(7);
    assertThat(MAINTAINED.survivalAt(30)).isCloseTo(0.613636363636364, within(1e-14));
    Interval interval = MAINTAINED.intervalAt(30, 0.95).orElseThrow();
    assertThat(interval.low()).isCloseTo(0.2657520400012861, within(1e-13));
    assertThat(interval.high()).isCloseTo(0.835299243250221, within(1e-13));
    assertThat(MAINTAINED.survivalAt(500)).isCloseTo(0.184090909090909, within(1e-14));
  }

  @Test
  void theQuantilesAndTheirIntervalsAreThoseOfR() {
    Quantile median = MAINTAINED.median(0.95);
    assertThat(median.time()).hasValue(31);
    assertThat(median.low()).hasValue(13);
    assertThat(median.high()).isEmpty();
    Quantile quarter = MAINTAINED.quantile(0.25, 0.95);
    assertThat(quarter.time()).hasValue(18);
    assertThat(quarter.low()).hasValue(9);
    assertThat(quarter.high()).hasValue(34);
  }

  @Test
  void theRestrictedMeanIsThatOfR() {
    RestrictedMean mean = MAINTAINED.restrictedMean(30);
    assertThat(mean.mean()).isCloseTo(24.60227272727273, within(1e-12));
    assertThat(mean.standardError()).isCloseTo(2.31314937731913, within(1e-12));
    RestrictedMean whole = MAINTAINED.restrictedMean(161);
    assertThat(whole.mean()).isCloseTo(52.6454545454545, within(1e-12));
    assertThat(whole.standardError()).isCloseTo(19.8286027955626, within(1e-12));
  }

  @Test
  void aCurveThatRunsFlatAtTheMedianGivesTheMiddleOfThatStretch() {
    KaplanMeier four =
        KaplanMeier.of(
            List.of(
                new TimeCount(4, 1, 0),
                new TimeCount(3, 1, 0),
                new TimeCount(1, 1, 0),
                new TimeCount(2, 1, 0)));
    assertThat(four.median(0.95).time()).hasValue(2.5);
    assertThat(four.median(0.95).low()).hasValue(1);
    assertThat(four.median(0.95).high()).isEmpty();
    assertThat(four.restrictedMean(4).standardError()).isCloseTo(0.559016994374947, within(1e-14));
    assertThat(four.restrictedMean(100).mean()).isCloseTo(2.5, within(1e-14));
  }

  @Test
  void aMedianThatIsNotReachedIsAbsent() {
    KaplanMeier few = KaplanMeier.of(List.of(new TimeCount(1, 2, 0), new TimeCount(7, 0, 98)));
    assertThat(few.median(0.95).time()).isEmpty();
    assertThat(few.survivalAt(7)).isCloseTo(0.98, within(1e-15));
  }

  @Test
  void withoutCensoringTheCurveIsTheShareLeft() {
    KaplanMeier curve =
        KaplanMeier.of(
            List.of(new TimeCount(0, 10, 0), new TimeCount(5, 20, 0), new TimeCount(9, 0, 70)));
    assertThat(curve.survivalAt(0)).isCloseTo(0.9, within(1e-15));
    assertThat(curve.survivalAt(5)).isCloseTo(0.7, within(1e-15));
    assertThat(curve.steps().getLast().logVariance()).isCloseTo(0.3 / (100 * 0.7), within(1e-15));
  }

  @Test
  void noIntervalExistsBeforeTheFirstEventNorOnceAllHadIt() {
    KaplanMeier all = KaplanMeier.of(List.of(new TimeCount(1, 3, 0), new TimeCount(2, 4, 0)));
    assertThat(all.intervalAt(0.5, 0.95)).isEmpty();
    assertThat(all.intervalAt(1, 0.95)).isPresent();
    assertThat(all.intervalAt(2, 0.95)).isEmpty();
  }

  @Test
  void aMeanBeyondTheLastTimeWatchedIsRefused() {
    assertThatThrownBy(() -> MAINTAINED.restrictedMean(200))
        .hasMessage("horizon: 200.0 (expected: at most the longest time watched, 161.0)");
  }

  @Test
  void noUnitsAndNegativeTimesAreRefused() {
    assertThatThrownBy(() -> KaplanMeier.of(List.of()))
        .hasMessage("units: 0 (expected: at least 1)");
    assertThatThrownBy(() -> new TimeCount(-1, 0, 1))
        .hasMessage("time: -1.0 (expected: a finite number, 0 or more)");
    assertThatThrownBy(() -> new TimeCount(Double.NaN, 0, 1))
        .hasMessageStartingWith("time: NaN (expected:");
  }
}
