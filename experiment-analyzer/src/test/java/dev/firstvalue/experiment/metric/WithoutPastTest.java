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
import dev.firstvalue.definition.v1.AmountQuantile;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Guardrail;
import dev.firstvalue.definition.v1.Looks;
import dev.firstvalue.definition.v1.Metric;
import dev.firstvalue.definition.v1.PastCount;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.definition.v1.Worse;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.SmallExperiment;
import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.MetricResult;
import dev.firstvalue.statistics.distribution.StudentT;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Users who paid 0 to 6 times before they were shown an arm, two to an account: the more they had
 * paid, the more lessons they finish and the more they spend.
 *
 * <p>Expected numbers: R 4.2.2, sandwich 3.0-2, {@code m <- lm(y ~ arm * (x - mean(x)))}, {@code
 * vcovHC(m, type = "HC2")} with t on n - 4 degrees of freedom, and by account {@code vcovCL(m,
 * cluster, type = "HC0", cadjust = FALSE)} times G/(G - 1)·(n - 1)/(n - 2).
 */
final class WithoutPastTest {
  private static final Duration SHOWN = Duration.ofDays(10);
  private static final Offset<Double> CLOSE = within(1e-11);
  private static final List<Event> EVENTS = new ArrayList<>();
  private static final List<Exposure> EXPOSURES = new ArrayList<>();

  static {
    for (int i = 0; i < 60; i++) {
      user("a", i, i * 7 % 6, 0, 0);
    }
    for (int i = 0; i < 66; i++) {
      user("b", i, (i * 5 + 1) % 7, i % 3 == 0 ? 2 : 0, i % 4 == 0 ? 9 : 0);
    }
  }

  private static void user(String arm, int i, int before, int lessons, int spent) {
    String user = arm + i;
    EVENTS.add(SmallExperiment.signUp(user, Duration.ofHours(1), "free"));
    EXPOSURES.add(exposure(arm, user, arm + i / 2, SHOWN));
    for (int paid = 0; paid < before; paid++) {
      EVENTS.add(SmallExperiment.paid(user, SHOWN.minusHours(1 + paid), 1));
    }
    for (int lesson = 0; lesson < before + i * 11 % 4 + lessons; lesson++) {
      EVENTS.add(event("lesson", user, SHOWN.plusMinutes(lesson)));
    }
    EVENTS.add(SmallExperiment.paid(user, SHOWN.plusHours(1), 10L * before + i * 13 % 17 + spent));
  }

  private static Amount.Builder lessons() {
    return Amount.newBuilder().addEvent("lesson");
  }

  private static Amount.Builder spend() {
    return Amount.newBuilder().addEvent("paid").setValue("properties.amount");
  }

  private static Metric.Builder metric(String name) {
    return Metric.newBuilder().setName(name);
  }

  private static ExperimentSpec.Builder planned(String event) {
    return spec("b")
        .addPast(
            PastCount.newBuilder()
                .setName("paid-before")
                .setCount(Amount.newBuilder().addEvent(event))
                .setLookback("7d"))
        .addSecondary(metric("lessons").setCount(lessons()))
        .addSecondary(metric("spend").setSum(spend()))
        .addSecondary(metric("spend-cut").setSum(spend()).setCap(0.9))
        .addSecondary(
            metric("five").setCondition(Condition.newBuilder().addEvent("lesson").setAtLeast(5)))
        .addGuardrails(
            Guardrail.newBuilder()
                .setName("no-fewer")
                .setCondition(Condition.newBuilder().addEvent("lesson").setAtLeast(5))
                .setWorse(Worse.WORSE_LOWER)
                .setMargin(0.05));
  }

  private static ExperimentSpec.Builder decided() {
    return planned("paid").setTest(TestPlan.newBuilder().setAdjustment(Adjustment.ADJUSTMENT_LIN));
  }

  private static LiftReport report(ExperimentSpec.Builder spec) {
    return new Analysis(
            new ReferenceFacts(EVENTS, EXPOSURES), Clock.fixed(SmallExperiment.END, ZoneOffset.UTC))
        .run(
            SmallExperiment.trial(spec),
            Optional.of(SmallExperiment.END.plus(SmallExperiment.WINDOW)));
  }

  private static void check(
      MetricResult metric, double difference, double error, double p, double saved) {
    AdjustedComparison one = metric.getAdjusted(0);
    assertThat(one.getMethod()).isEqualTo("LIN");
    assertThat(one.getCovariatesList()).containsExactly("paid-before");
    assertThat(one.getDifference().getEstimate()).isCloseTo(difference, CLOSE);
    assertThat(one.getStandardError()).isCloseTo(error, CLOSE);
    assertThat(one.getDegreesOfFreedom()).isEqualTo(60 + 66 - 4);
    assertThat(one.getPValue()).isCloseTo(p, CLOSE);
    assertThat(one.getVarianceSaved()).isCloseTo(saved, CLOSE);
    assertThat(metric.getNotAdjusted()).isEmpty();
  }

  @Test
  void countsAndSumsAndSharesAreAdjustedAsRDoes() {
    LiftReport report = report(planned("paid"));

    check(
        report.getMetrics(0),
        0.634627628018692,
        0.232180106769715,
        0.00720228297775433,
        0.694806829700495);
    check(
        report.getMetrics(1),
        2.51534777387101,
        1.03505883109435,
        0.0165483863997642,
        0.914408642676739);
    check(
        report.getMetrics(3),
        0.1566139977717,
        0.0627903022166797,
        0.0139608649668938,
        0.473297828271684);
  }

  @Test
  void aCapCutsBeforeThePastIsTakenOut() {
    MetricResult metric = report(planned("paid")).getMetrics(2);

    assertThat(metric.getCap()).isEqualTo(64);
    check(metric, 1.43917610800017, 1.00644074984109, 0.155282741185161, 0.909755311820983);
  }

  @Test
  void errorsAreByAccountWhereThePlanSaysSo() {
    AdjustedComparison one =
        report(planned("paid").setCluster("account")).getMetrics(0).getAdjusted(0);

    assertThat(one.getClusters()).isEqualTo(63);
    assertThat(one.getDifference().getEstimate()).isCloseTo(0.634627628018692, CLOSE);
    assertThat(one.getStandardError()).isCloseTo(0.0920396356427576, CLOSE);
    assertThat(one.getDegreesOfFreedom()).isEqualTo(62);
  }

  @Test
  void aPlanThatDoesNotSaySoDecidesUnadjusted() {
    LiftReport plain = report(planned("paid").clearPast());
    LiftReport second = report(planned("paid"));

    for (int i = 0; i < plain.getMetricsCount(); i++) {
      assertThat(second.getMetrics(i).getComparisonsList())
          .isEqualTo(plain.getMetrics(i).getComparisonsList());
      assertThat(second.getMetrics(i).getArmsList()).isEqualTo(plain.getMetrics(i).getArmsList());
      assertThat(plain.getMetrics(i).getAdjustedList()).isEmpty();
      assertThat(second.getMetrics(i).getAdjusted(0).getDecides()).isFalse();
    }
  }

  @Test
  void whatThePlanSaysIsDecidedOn() {
    MetricResult metric = report(decided()).getMetrics(1);
    Comparison comparison = metric.getComparisons(0);

    assertThat(metric.getAdjusted(0).getDecides()).isTrue();
    assertThat(comparison.getMethod()).isEqualTo("LIN");
    assertThat(comparison.getDifference()).isEqualTo(metric.getAdjusted(0).getDifference());
    assertThat(comparison.getPValue()).isEqualTo(metric.getAdjusted(0).getPValue());
    assertThat(comparison.getAdjustedPValue()).isBetween(comparison.getPValue(), 0.1);
    assertThat(comparison.getRelative().hasEstimate()).isFalse();
  }

  /** By how much b is ahead of the margin, in standard errors. */
  @Test
  void aGuardrailIsHeldAgainstItsMarginWithThePastTakenOut() {
    Comparison comparison = report(decided()).getMetrics(4).getComparisons(0);
    double t = (0.1566139977717 + 0.05) / 0.0627903022166797;

    assertThat(comparison.getStatistic()).isCloseTo(t, CLOSE);
    assertThat(comparison.getPValue()).isCloseTo(StudentT.greater(t, 122).value(), CLOSE);
    assertThat(comparison.getPassed()).isTrue();
    assertThat(comparison.getDifference().getInterval().getLow())
        .as("the limit of the test at alpha")
        .isCloseTo(
            0.1566139977717 - StudentT.twoSidedCritical(0.9, 122) * 0.0627903022166797, CLOSE);
  }

  @Test
  void looksAtAnyTimeAreTakenOfTheAdjusted() {
    TestPlan.Builder any =
        TestPlan.newBuilder()
            .setAdjustment(Adjustment.ADJUSTMENT_LIN)
            .setLooks(Looks.LOOKS_CONTINUOUS);
    Comparison comparison = report(planned("paid").setTest(any)).getMetrics(0).getComparisons(0);

    assertThat(comparison.getMethod()).isEqualTo("CONFIDENCE_SEQUENCE");
    assertThat(comparison.getDifference().getEstimate()).isCloseTo(0.634627628018692, CLOSE);
    assertThat(comparison.getStandardError()).isCloseTo(0.232180106769715, CLOSE);
  }

  @Test
  void whatIsNoMeanStaysAsItIsAndSaysWhy() {
    Metric.Builder quantile =
        metric("quantile").setQuantile(AmountQuantile.newBuilder().setOf(lessons()).setQ(0.5));
    LiftReport report =
        report(
            decided()
                .clearSecondary()
                .addSecondary(quantile)
                .addSecondary(metric("time").setTimeToValue(true)));

    assertThat(report.getMetricsList().subList(0, 2))
        .allSatisfy(
            metric -> {
              assertThat(metric.getAdjustedList()).isEmpty();
              assertThat(metric.getComparisons(0).getMethod()).isNotEqualTo("LIN");
            });
    assertThat(report.getMetrics(0).getNotAdjusted()).contains("quantile is no mean");
    assertThat(report.getMetrics(1).getNotAdjusted()).contains("the time is not known");
  }

  @Test
  void whatIsKnownAtTheStartIsTakenOutOfActivationAloneAndMetricsSaySo() {
    ExperimentSpec.Builder numbers =
        decided().clearPast().addCovariates("start.properties.earlier");
    LiftReport plain = report(planned("paid").clearPast());

    assertThat(report(numbers).getMetricsList())
        .allSatisfy(
            metric -> {
              assertThat(metric.getNotAdjusted()).contains("activation within the window alone");
              assertThat(metric.getComparisons(0).getMethod()).isNotEqualTo("LIN");
            });
    assertThat(plain.getMetricsList()).allMatch(metric -> metric.getNotAdjusted().isEmpty());
  }

  /** Nobody has a lesson before exposure. */
  @Test
  void whereThereIsNothingToTakeOutThePlainOneDecides() {
    MetricResult metric =
        report(
                planned("lesson")
                    .setTest(TestPlan.newBuilder().setAdjustment(Adjustment.ADJUSTMENT_LIN)))
            .getMetrics(0);

    assertThat(metric.getAdjusted(0).getNote())
        .isEqualTo("everybody has 0: there is nothing to take out");
    assertThat(metric.getAdjusted(0).hasPValue()).isFalse();
    assertThat(metric.getComparisons(0).getMethod()).isEqualTo("WELCH_T");
    assertThat(metric.getComparisons(0).getNote())
        .isEqualTo("not adjusted for covariates: everybody has 0: there is nothing to take out");
  }

  @Test
  void aMetricThatDoesNotVaryHasNothingLeft() {
    MetricResult metric =
        report(
                decided()
                    .clearSecondary()
                    .addSecondary(
                        metric("again").setCount(Amount.newBuilder().addEvent("signed_up"))))
            .getMetrics(0);

    assertThat(metric.getAdjusted(0).getNote()).isEqualTo("nothing is left to vary");
    assertThat(metric.getAdjusted(0).hasPValue()).isFalse();
    assertThat(metric.getAdjusted(0).hasVarianceSaved()).isFalse();
    assertThat(metric.getComparisons(0).hasPValue()).isFalse();
  }
}
