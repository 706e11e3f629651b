package dev.firstvalue.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.statistics.power.NormalPower;
import dev.firstvalue.validation.v1.DetectableRise;
import dev.firstvalue.validation.v1.ExperimentOutlook;
import dev.firstvalue.validation.v1.Leak;
import dev.firstvalue.validation.v1.ValidationReport;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OutlookTest {
  private static final Duration DAY = Duration.ofDays(1);

  private static ValidationReport report(SmallProduct product) {
    return new Backtest(
            new ReferenceFacts(product.events(), List.of()),
            Clock.fixed(SmallProduct.BEGIN.plus(DAY.multipliedBy(400)), ZoneOffset.UTC))
        .run(
            SmallProduct.subject(PolicySpec.getDefaultInstance()),
            new Scope(
                Optional.of(SmallProduct.BEGIN.plus(DAY.multipliedBy(90))),
                Optional.empty(),
                Optional.empty()));
  }

  /** Starts of 3, 20, 0, 10 and 2 a week; half of them reach value. */
  private static SmallProduct weeks() {
    SmallProduct product = new SmallProduct();
    int[] starts = {4, 20, 0, 10, 2};
    for (int week = 0; week < starts.length; week++) {
      Duration later = DAY.multipliedBy(7L * week);
      product
          .users(starts[week] / 2, "free", later, Map.of("opened", DAY, "lesson", DAY))
          .users(starts[week] / 2, "free", later, Map.of("opened", DAY));
    }
    return product;
  }

  @Test
  void startsAreTheMedianOfTheWholeWeeks() {
    ExperimentOutlook outlook = report(weeks()).getOutlook();

    assertThat(outlook.getWeeklyStarts()).isEqualTo(10);
    assertThat(outlook.getBaseline()).isEqualTo(0.5);
  }

  @Test
  void theSizeIsTheLeastThatHasThePower() {
    ExperimentOutlook outlook = report(weeks()).getOutlook();
    int size = outlook.getEntitiesPerArm();

    assertThat(NormalPower.ofPooledNull(0.5, 0.52, size, 0.025)).isGreaterThanOrEqualTo(0.8);
    assertThat(NormalPower.ofPooledNull(0.5, 0.52, size - 1, 0.025)).isLessThan(0.8);
    assertThat(outlook.getWeeksToVerdict()).isEqualTo((2 * size + 9) / 10 + 1);
    DetectableRise month = outlook.getDetectable(2);
    assertThat(month.getWeeks()).isEqualTo(4);
    assertThat(NormalPower.ofPooledNull(0.5, 0.5 + month.getRise(), 20, 0.025))
        .isCloseTo(0.8, within(1e-9));
    assertThat(outlook.getDetectable(0).hasRise()).isFalse();
  }

  @Test
  void withoutAWholeWeekNothingIsPredictedAndTheReasonStands() {
    ExperimentOutlook outlook =
        report(
                new SmallProduct()
                    .users(10, "free", Map.of("lesson", DAY))
                    .users(10, "free", Map.of()))
            .getOutlook();

    assertThat(outlook.hasWeeksToVerdict()).isFalse();
    assertThat(outlook.getDetectableCount()).isZero();
    assertThat(outlook.getNote()).contains("whole week");
  }

  @Test
  void theBiggestLeakIsWhereMostStand() {
    Leak leak =
        report(
                new SmallProduct()
                    .users(10, "free", Map.of("opened", DAY, "lesson", DAY))
                    .users(25, "free", Map.of("opened", DAY))
                    .users(15, "free", Map.of()))
            .getLeak();

    assertThat(leak.getStep()).isEqualTo("opened");
    assertThat(leak.getReached()).isEqualTo(35);
    assertThat(leak.getStuck()).isEqualTo(25);
    assertThat(leak.getShare()).isCloseTo(25.0 / 35, within(1e-12));
  }
}
