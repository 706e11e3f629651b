package dev.firstvalue.experiment.metric;

import static dev.firstvalue.experiment.SmallExperiment.event;
import static dev.firstvalue.experiment.SmallExperiment.exposure;
import static dev.firstvalue.experiment.SmallExperiment.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.v1.Amount;
import dev.firstvalue.definition.v1.AmountQuantile;
import dev.firstvalue.definition.v1.AmountRatio;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.DecisionRule;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Guardrail;
import dev.firstvalue.definition.v1.Metric;
import dev.firstvalue.definition.v1.Worse;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.SmallExperiment;
import dev.firstvalue.experiment.v1.ArmMetric;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.Decision;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.MetricResult;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Metrics beside activation. Users of arm a do 1, 2, 3 … 40 lessons in the first hours, those of
 * arm b twice as many; every third of a and every second of b pays, with an amount of 10 times the
 * user's number.
 */
final class MetricsTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int USERS = 40;

  private static final List<Exposure> EXPOSURES = new ArrayList<>();
  private static final List<Event> EVENTS = new ArrayList<>();

  static {
    for (int i = 1; i <= USERS; i++) {
      user("a", i, i, i % 3 == 0);
      user("b", i, 2 * i, i % 2 == 0);
    }
    // Too late for the metric's day, and before the exposure: neither counts.
    EVENTS.add(event("lesson", "a1", DAY.multipliedBy(2)));
    EVENTS.add(event("lesson", "a1", DAY.minusSeconds(1)));
    // Exposed too late for a window of 14 days, in time for 7.
    EXPOSURES.add(exposure("a", "late", DAY.multipliedBy(25)));
  }

  private static void user(String arm, int number, int lessons, boolean pays) {
    String name = arm + number;
    EXPOSURES.add(exposure(arm, name, DAY));
    for (int i = 0; i < lessons; i++) {
      EVENTS.add(event("lesson", name, DAY.plusMinutes(i)));
    }
    if (pays) {
      EVENTS.add(SmallExperiment.paid(name, DAY.plusHours(3), 10L * number));
    }
  }

  private static Amount.Builder lessons() {
    return Amount.newBuilder().addEvent("lesson");
  }

  private static Amount.Builder spend() {
    return Amount.newBuilder().addEvent("paid").setValue("properties.amount");
  }

  private static LiftReport report(ExperimentSpec.Builder spec) {
    return new Analysis(
            new ReferenceFacts(EVENTS, EXPOSURES), Clock.fixed(SmallExperiment.END, ZoneOffset.UTC))
        .run(
            SmallExperiment.trial(spec),
            Optional.of(SmallExperiment.END.plus(SmallExperiment.WINDOW)));
  }

  private static MetricResult only(Metric.Builder metric) {
    return report(spec("b").addSecondary(metric.setName("metric"))).getMetrics(0);
  }

  private static ArmMetric arm(MetricResult metric, String name) {
    return metric.getArmsList().stream()
        .filter(arm -> arm.getArm().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Means 20.5 and 41, variances 40·41/12 and four times that: by hand. */
  @Test
  void aCountIsAMeanWithWelchsTest() {
    MetricResult metric = only(Metric.newBuilder().setCount(lessons()).setWithin("1d"));
    Comparison comparison = metric.getComparisons(0);
    double variance = USERS * (USERS + 1.0) / 12;

    assertThat(arm(metric, "b").getValue()).isEqualTo(41);
    assertThat(arm(metric, "b").getDeviation()).isCloseTo(2 * Math.sqrt(variance), within(1e-12));
    assertThat(comparison.getDifference().getEstimate())
        .isCloseTo(41 - arm(metric, "a").getValue(), within(1e-12));
    assertThat(comparison.getMethod()).isEqualTo("WELCH_T");
    assertThat(comparison.getPValue()).isLessThan(1e-5);
  }

  /** The user who was exposed late did nothing and was watched for a day: it counts as 0. */
  @Test
  void whatLiesOutsideTheMetricsWindowDoesNotCount() {
    MetricResult metric = only(Metric.newBuilder().setCount(lessons()).setWithin("1d"));

    assertThat(arm(metric, "a").getEntities()).isEqualTo(USERS + 1);
    assertThat(arm(metric, "a").getValue())
        .isCloseTo(USERS * (USERS + 1) / 2.0 / (USERS + 1), within(1e-12));
  }

  /**
   * A lesson a minute, the first at exposure: from the 30th minute on 1 to 10 are left of the last
   * ten users of a, and some of b's 16th to 40th.
   */
  @Test
  void aMetricMayBeginLater() {
    MetricResult count =
        only(Metric.newBuilder().setCount(lessons()).setFrom("30m").setWithin("1d"));
    MetricResult back =
        only(
            Metric.newBuilder()
                .setCondition(Condition.newBuilder().addEvent("lesson"))
                .setFrom("30m")
                .setWithin("1d"));

    assertThat(arm(count, "a").getValue()).isCloseTo(10 * 11 / 2.0 / (USERS + 1), within(1e-12));
    assertThat(arm(back, "a").getHolds()).isEqualTo(10);
    assertThat(arm(back, "b").getHolds()).isEqualTo(25);
    assertThat(back.getFrom().getSeconds()).isEqualTo(1800);
    assertThat(only(Metric.newBuilder().setCount(lessons())).hasFrom()).isFalse();
  }

  @Test
  void maturityGoesByTheMetricsOwnWindow() {
    MetricResult metric = only(Metric.newBuilder().setCount(lessons()).setWithin("14d"));

    assertThat(arm(metric, "a").getEntities()).isEqualTo(USERS);
    assertThat(arm(metric, "a").getImmature()).isEqualTo(1);
    assertThat(metric.getMatureBefore().getSeconds())
        .isEqualTo(
            SmallExperiment.END
                .plus(SmallExperiment.WINDOW)
                .minus(Duration.ofDays(14))
                .getEpochSecond());
  }

  /** a: 10·(3 + 6 + … + 39) = 2,730; b: 10·(2 + 4 + … + 40) = 4,200. */
  @Test
  void aSumIsTheMeanTotalOfEverybody() {
    MetricResult metric = only(Metric.newBuilder().setSum(spend()));

    assertThat(arm(metric, "a").getValue()).isCloseTo(2730.0 / (USERS + 1), within(1e-9));
    assertThat(arm(metric, "b").getValue()).isCloseTo(4200.0 / USERS, within(1e-9));
  }

  /** The 0.9 quantile of both arms' 81 amounts is the 73rd: 73 - 62 = 11 are cut to it. */
  @Test
  void aCapCutsAmountsToAQuantileOfAllArms() {
    MetricResult metric = only(Metric.newBuilder().setCount(lessons()).setWithin("1d").setCap(0.9));

    assertThat(metric.getCap()).isEqualTo(64);
    assertThat(arm(metric, "b").getValue())
        .isCloseTo((2 * (32 * 33 / 2.0) + 8 * 64) / USERS, within(1e-9));
    assertThat(arm(metric, "a").getValue())
        .isCloseTo(USERS * (USERS + 1) / 2.0 / (USERS + 1), within(1e-9));
  }

  @Test
  void aRatioIsOneTotalOverAnother() {
    MetricResult metric =
        only(
            Metric.newBuilder()
                .setRatio(AmountRatio.newBuilder().setOf(spend()).setTo(lessons()))
                .setWithin("1d"));

    assertThat(arm(metric, "b").getValue()).isCloseTo(4200.0 / (41 * USERS), within(1e-12));
    assertThat(metric.getComparisons(0).getMethod()).isEqualTo("DELTA");
    assertThat(metric.getComparisons(0).hasPValue()).isTrue();
  }

  @Test
  void aRatioWithoutADenominatorIsAbsentAndSaysWhy() {
    MetricResult metric =
        only(
            Metric.newBuilder()
                .setRatio(
                    AmountRatio.newBuilder()
                        .setOf(lessons())
                        .setTo(
                            Amount.newBuilder()
                                .addEvent("paid")
                                .setWhere("timestamp < timestamp('2000-01-01T00:00:00Z')"))));

    assertThat(arm(metric, "a").hasValue()).isFalse();
    assertThat(metric.getComparisons(0).getNote()).contains("add up to 0");
  }

  @Test
  void aQuantileIsReadOfTheOrderedAmounts() {
    MetricResult metric =
        only(
            Metric.newBuilder()
                .setQuantile(AmountQuantile.newBuilder().setOf(lessons()).setQ(0.5))
                .setWithin("1d"));

    assertThat(arm(metric, "b").getValue()).isEqualTo(41);
    assertThat(arm(metric, "a").getValue()).isEqualTo(20);
    assertThat(metric.getComparisons(0).getDifference().getEstimate()).isEqualTo(21);
  }

  @Test
  void aConditionIsAShareOfTheScoreFamily() {
    MetricResult metric =
        only(Metric.newBuilder().setCondition(Condition.newBuilder().addEvent("paid")));

    assertThat(arm(metric, "a").getHolds()).isEqualTo(13);
    assertThat(arm(metric, "b").getHolds()).isEqualTo(20);
    assertThat(metric.getComparisons(0).getMethod()).isEqualTo("POOLED_Z");
  }

  /** Everybody but the late user has a first lesson at once: nearly the whole window is saved. */
  @Test
  void timeToValueIsTheMeanTimeWithoutIt() {
    MetricResult metric = only(Metric.newBuilder().setTimeToValue(true));

    assertThat(arm(metric, "a").getValue()).isCloseTo(7.0 / (USERS + 1), within(1e-9));
    assertThat(arm(metric, "b").getValue()).isZero();
    assertThat(metric.getComparisons(0).getMethod()).isEqualTo("RESTRICTED_MEAN");
  }

  @Test
  void metricsThatTheDecisionCallsShareAlphaByHolmAndTheOthersAreExplored() {
    LiftReport report =
        report(
            spec("b")
                .addSecondary(
                    Metric.newBuilder()
                        .setName("paid-once")
                        .setCondition(Condition.newBuilder().addEvent("paid")))
                .addSecondary(Metric.newBuilder().setName("lessons").setCount(lessons()))
                .addSecondary(Metric.newBuilder().setName("spend").setSum(spend()))
                .setDecision(
                    DecisionRule.newBuilder()
                        .setShip("paid-once.low > 0 && lessons.low > 0 && primary.estimate >= 0")));

    assertThat(report.getMetrics(0).getCorrection()).isEqualTo("HOLM");
    assertThat(report.getMetrics(1).getComparisons(0).getAdjustedPValue())
        .isCloseTo(2 * report.getMetrics(1).getComparisons(0).getPValue(), within(1e-15));
    assertThat(report.getMetrics(2).getCorrection()).isEqualTo("BENJAMINI_HOCHBERG");
    assertThat(report.getMetrics(2).getComparisons(0).getAdjustedPValue())
        .isEqualTo(report.getMetrics(2).getComparisons(0).getPValue());
  }

  private static ExperimentSpec.Builder guarded(double margin, String ship) {
    return spec("b")
        .addGuardrails(
            Guardrail.newBuilder()
                .setName("no-refunds")
                .setCondition(Condition.newBuilder().addEvent("paid"))
                .setWorse(Worse.WORSE_HIGHER)
                .setMargin(margin))
        .setDecision(DecisionRule.newBuilder().setShip(ship).setStop("primary.low > 5"));
  }

  /** 13 of 41 against 20 of 40: 0.18 more, which is not shown to be below 0.2, but below 0.5. */
  @Test
  void aGuardrailThatIsNotPassedHoldsAnArmBack() {
    LiftReport narrow = report(guarded(0.2, "primary.estimate > 0.01"));
    LiftReport wide = report(guarded(0.5, "primary.estimate > 0.01"));

    assertThat(narrow.getMetrics(0).getComparisons(0).getMethod()).isEqualTo("FARRINGTON_MANNING");
    assertThat(narrow.getMetrics(0).getComparisons(0).getPassed()).isFalse();
    assertThat(narrow.getDecision()).isEqualTo(Decision.DECISION_NO_DECISION);
    assertThat(narrow.getSentence()).contains("no worse in no-refunds");
    assertThat(wide.getMetrics(0).getComparisons(0).getPassed()).isTrue();
    assertThat(wide.getDecision()).isEqualTo(Decision.DECISION_SHIP);
  }

  /** The limit at 1 - 2 alpha lies beyond the margin exactly where the test does not pass. */
  @Test
  void theLimitOfAGuardrailIsTheDualOfItsTest() {
    double high =
        report(guarded(0.2, "primary.low > 5"))
            .getMetrics(0)
            .getComparisons(0)
            .getDifference()
            .getInterval()
            .getHigh();

    assertThat(passed(high - 1e-6)).isFalse();
    assertThat(passed(high + 1e-6)).isTrue();
  }

  private static boolean passed(double margin) {
    return report(guarded(margin, "primary.low > 5")).getMetrics(0).getComparisons(0).getPassed();
  }

  @Test
  void aRuleThatCallsAGuardrailDecidesOnItItself() {
    LiftReport report = report(guarded(0.2, "primary.estimate > 0.01 && !no-refunds.passed"));

    assertThat(report.getDecision()).isEqualTo(Decision.DECISION_SHIP);
  }

  @Test
  void onlyAGuardrailHasPassed() {
    assertThat(
            catchThrowableOfType(
                FirstvalueException.class,
                () -> report(guarded(0.2, "primary.passed && primary.low > 0"))))
        .hasMessageContaining("primary.passed, which no comparison has");
  }

  @Test
  void activationByAnEarlierDayIsShownOnlyInsideTheWindow() {
    LiftReport report = report(spec("b").setWithin("14d"));

    assertThat(report.getMetricsList())
        .extracting(MetricResult::getName)
        .containsExactly("activated-by-day-7");
    assertThat(report(spec("b")).getMetricsList()).isEmpty();
  }
}
