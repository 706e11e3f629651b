package dev.firstvalue.experiment.metric;

import static dev.firstvalue.experiment.SmallExperiment.event;
import static dev.firstvalue.experiment.SmallExperiment.exposure;
import static dev.firstvalue.experiment.SmallExperiment.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.v1.Adjustment;
import dev.firstvalue.definition.v1.Amount;
import dev.firstvalue.definition.v1.AmountRatio;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Metric;
import dev.firstvalue.definition.v1.PastCount;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.SmallExperiment;
import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.MetricResult;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * What users spend a lesson, who paid 0 to 6 times before they were shown an arm, two users to an
 * account: the more they had paid, the more they spend on a lesson. A quarter has no lesson.
 *
 * <p>Expected numbers: R 4.2.2, sandwich 3.0-2, with r the ratio and d the mean number of lessons
 * of the user's arm, {@code z <- r + (spent - r * lessons) / d; m <- lm(z ~ arm * I(x - mean(x)))},
 * {@code vcovHC(m, type = "HC2")} with t on n - 4 degrees of freedom, and by account {@code
 * vcovCL(m, cluster, type = "HC0", cadjust = FALSE)} times G/(G - 1)·(n - 1)/(n - 2).
 */
final class RatioWithoutPastTest {
  private static final Duration SHOWN = Duration.ofDays(10);
  private static final Offset<Double> CLOSE = within(1e-11);
  private static final List<Event> EVENTS = new ArrayList<>();
  private static final List<Exposure> EXPOSURES = new ArrayList<>();

  static {
    for (int i = 0; i < 60; i++) {
      user("a", i, i * 7 % 6, 0);
    }
    for (int i = 0; i < 66; i++) {
      user("b", i, (i * 5 + 1) % 7, i % 3 == 0 ? 2 : 0);
    }
    for (int i = 0; i < 4; i++) {
      user("c", i, i, 0);
    }
  }

  private static void user(String arm, int i, int before, int more) {
    String user = arm + i;
    EVENTS.add(SmallExperiment.signUp(user, Duration.ofHours(1), "free"));
    EXPOSURES.add(exposure(arm, user, arm + i / 2, SHOWN));
    for (int paid = 0; paid < before; paid++) {
      EVENTS.add(SmallExperiment.paid(user, SHOWN.minusHours(1 + paid), 1));
    }
    int lessons = arm.equals("c") ? 0 : i * 3 % 4;
    for (int lesson = 0; lesson < lessons; lesson++) {
      EVENTS.add(event("lesson", user, SHOWN.plusMinutes(lesson)));
    }
    long spent = (long) lessons * (2 + before + more) + i * 13 % 7;
    EVENTS.add(SmallExperiment.paid(user, SHOWN.plusHours(1), spent));
  }

  private static ExperimentSpec.Builder planned(String treatment, String event) {
    return spec(treatment)
        .addPast(
            PastCount.newBuilder()
                .setName("before")
                .setCount(Amount.newBuilder().addEvent(event))
                .setLookback("7d"))
        .addSecondary(
            Metric.newBuilder()
                .setName("spent-a-lesson")
                .setRatio(
                    AmountRatio.newBuilder()
                        .setOf(Amount.newBuilder().addEvent("paid").setValue("properties.amount"))
                        .setTo(Amount.newBuilder().addEvent("lesson"))));
  }

  private static TestPlan.Builder lin() {
    return TestPlan.newBuilder().setAdjustment(Adjustment.ADJUSTMENT_LIN);
  }

  private static MetricResult metric(ExperimentSpec.Builder spec) {
    return new Analysis(
            new ReferenceFacts(EVENTS, EXPOSURES), Clock.fixed(SmallExperiment.END, ZoneOffset.UTC))
        .run(
            SmallExperiment.trial(spec),
            Optional.of(SmallExperiment.END.plus(SmallExperiment.WINDOW)))
        .getMetrics(0);
  }

  @Test
  void theRatioIsAdjustedAsItsLinearisedValuesAreInR() {
    MetricResult metric = metric(planned("b", "paid"));
    AdjustedComparison one = metric.getAdjusted(0);

    assertThat(metric.getNotAdjusted()).isEmpty();
    assertThat(one.getMethod()).isEqualTo("LIN");
    assertThat(one.getDifference().getEstimate()).isCloseTo(0.5378857156888144, CLOSE);
    assertThat(one.getStandardError()).isCloseTo(0.4712458055112365, CLOSE);
    assertThat(one.getDegreesOfFreedom()).isEqualTo(122);
    assertThat(one.getPValue()).isCloseTo(0.2559338836413692, CLOSE);
    assertThat(one.getVarianceSaved()).isCloseTo(0.3782006551443158, CLOSE);
    assertThat(one.getDifference().getInterval().getLow()).isCloseTo(-0.3949924236385598, CLOSE);
    assertThat(one.getDifference().getInterval().getHigh()).isCloseTo(1.470763855016189, CLOSE);
  }

  @Test
  void errorsAreByAccountWhereThePlanSaysSo() {
    AdjustedComparison one = metric(planned("b", "paid").setCluster("account")).getAdjusted(0);

    assertThat(one.getClusters()).isEqualTo(63);
    assertThat(one.getDifference().getEstimate()).isCloseTo(0.5378857156888144, CLOSE);
    assertThat(one.getStandardError()).isCloseTo(0.3715840671115245, CLOSE);
    assertThat(one.getVarianceSaved()).isCloseTo(0.5667653617634467, CLOSE);
  }

  @Test
  void whatIsReadWithoutThePastIsReadAlikeBesideIt() {
    MetricResult plain = metric(planned("b", "paid").clearPast());
    MetricResult second = metric(planned("b", "paid"));

    assertThat(plain.getComparisons(0).getStandardError()).isCloseTo(0.5976162081022021, CLOSE);
    assertThat(second.getComparisonsList()).isEqualTo(plain.getComparisonsList());
    assertThat(second.getArmsList()).isEqualTo(plain.getArmsList());
    assertThat(plain.getAdjustedList()).isEmpty();
  }

  @Test
  void thePlanMayDecideByIt() {
    MetricResult metric = metric(planned("b", "paid").setTest(lin()));
    Comparison comparison = metric.getComparisons(0);

    assertThat(comparison.getMethod()).isEqualTo("LIN");
    assertThat(comparison.getDifference()).isEqualTo(metric.getAdjusted(0).getDifference());
    assertThat(comparison.getPValue()).isEqualTo(metric.getAdjusted(0).getPValue());
    assertThat(comparison.getRelative().hasEstimate()).isFalse();
  }

  /** Nobody has a lesson before exposure. */
  @Test
  void aPastThatIsTheSameOfEverybodyLeavesTheRatioAsItIs() {
    MetricResult constant = metric(planned("b", "lesson").setTest(lin()));
    Comparison plain = metric(planned("b", "paid").clearPast()).getComparisons(0);

    assertThat(constant.getAdjusted(0).getNote()).contains("there is nothing to take out");
    assertThat(constant.getComparisons(0).toBuilder().clearNote().build()).isEqualTo(plain);
  }

  @Test
  void anArmWithoutARatioSaysSo() {
    MetricResult metric = metric(planned("c", "paid").setTest(lin()));

    assertThat(metric.getAdjusted(0).getNote())
        .isEqualTo("an arm has nothing that it could be taken out of");
    assertThat(metric.getComparisons(0).getNote())
        .isEqualTo("the denominators of an arm add up to 0: there is no ratio");
  }
}
