package dev.firstvalue.experiment.past;

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
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Metric;
import dev.firstvalue.definition.v1.PastCount;
import dev.firstvalue.definition.v1.PowerPlan;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.SmallExperiment;
import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.PastActivity;
import dev.firstvalue.experiment.v1.PastDifference;
import dev.firstvalue.experiment.v1.PastOfArm;
import dev.firstvalue.experiment.v1.TrustCheck;
import dev.firstvalue.experiment.v1.TrustOutcome;
import dev.firstvalue.statistics.adjustment.HeteroscedasticAdjustment;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Users who signed up before the experiment and paid 0 to 3 times in the days before they were
 * shown an arm; the more they had paid, the more of them finish a lesson.
 */
final class PastTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SHOWN = DAY.multipliedBy(10);
  private static final Offset<Double> CLOSE = within(1e-12);

  private final List<Event> events = new ArrayList<>();
  private final List<Exposure> exposures = new ArrayList<>();
  private final List<double[]> a = new ArrayList<>();
  private final List<double[]> b = new ArrayList<>();

  /** Every fifth user more is activated by b; in b everybody paid {@code more} times more. */
  private void users(int more) {
    for (int i = 0; i < 120; i++) {
      user("a", i, i % 4, i / 4 % 4 < i % 4);
      user("b", i, i % 4 + more, i / 4 % 4 < i % 4 || i % 5 == 0);
    }
  }

  private void user(String arm, int number, int paid, boolean activated) {
    String user = arm + number;
    events.add(SmallExperiment.signUp(user, Duration.ofHours(1), "free"));
    exposures.add(exposure(arm, user, arm + number / 3, SHOWN));
    for (int i = 0; i < paid; i++) {
      events.add(SmallExperiment.paid(user, SHOWN.minusHours(1 + i), 1));
    }
    if (activated) {
      events.add(event("lesson", user, SHOWN.plusHours(1)));
    }
    // At the very instant of exposure and beyond the lookback: neither is the past.
    events.add(SmallExperiment.paid(user, SHOWN, 1));
    events.add(SmallExperiment.paid(user, SHOWN.minusDays(8), 1));
    (arm.equals("a") ? a : b).add(new double[] {activated ? 1 : 0, paid});
  }

  private static ExperimentSpec.Builder planned(String lookback) {
    return spec("b")
        .addPast(
            PastCount.newBuilder()
                .setName("paid-before")
                .setCount(Amount.newBuilder().addEvent("paid"))
                .setLookback(lookback));
  }

  private LiftReport report(ExperimentSpec.Builder spec) {
    return new Analysis(
            new ReferenceFacts(events, exposures), Clock.fixed(SmallExperiment.END, ZoneOffset.UTC))
        .run(
            SmallExperiment.trial(spec),
            Optional.of(SmallExperiment.END.plus(SmallExperiment.WINDOW)));
  }

  private static double[] column(List<double[]> rows, int column) {
    return rows.stream().mapToDouble(row -> row[column]).toArray();
  }

  private static List<TrustCheck> checks(LiftReport report, String name) {
    return report.getChecksList().stream().filter(check -> check.getName().equals(name)).toList();
  }

  /** The regression on rows that HC2 is defined by, and its variance beside the plain one. */
  @Test
  void thePastIsTakenOutAsAnyNumberIs() {
    users(0);
    LiftReport report = report(planned("7d"));
    AdjustedComparison one = report.getAdjusted(0);

    assertThat(one.getMethod()).isEqualTo("LIN");
    assertThat(one.getCovariatesList()).containsExactly("paid-before");
    assertThat(one.getStandardError())
        .isCloseTo(
            HeteroscedasticAdjustment.of(column(a, 0), column(a, 1), column(b, 0), column(b, 1))
                .interacted(),
            CLOSE);
    assertThat(one.getVarianceSaved()).isGreaterThan(0.2);
    assertThat(report.getComparisons(0))
        .as("a second opinion, unless the plan decides by it")
        .isEqualTo(report(spec("b")).getComparisons(0));
    assertThat(
            report(
                    planned("7d")
                        .setTest(TestPlan.newBuilder().setAdjustment(Adjustment.ADJUSTMENT_LIN)))
                .getComparisons(0)
                .getPValue())
        .isEqualTo(one.getPValue());
  }

  @Test
  void soManyFewerEntitiesAreNeededForALookAsThePastSaves() {
    users(0);
    ExperimentSpec.Builder plan =
        planned("7d").setPower(PowerPlan.newBuilder().setMinimumEffect(0.1).setPower(0.8));
    double without = report(plan).getOutlook().getInformation();
    LiftReport report =
        report(plan.setTest(TestPlan.newBuilder().setAdjustment(Adjustment.ADJUSTMENT_LIN)));
    double saved = report.getAdjusted(0).getVarianceSaved();

    assertThat(saved).isGreaterThan(0.2);
    assertThat(report.getOutlook().getVarianceSaved()).isCloseTo(saved, CLOSE);
    assertThat(report.getOutlook().getInformation()).isCloseTo(without / (1 - saved), CLOSE);
  }

  @Test
  void theReportSaysWhatWasDoneBeforeAndByWhoNothing() {
    users(0);
    PastActivity past = report(planned("7d")).getPast(0);

    assertThat(past.getEventsList()).containsExactly("paid");
    assertThat(past.getArms(0).getEntities()).isEqualTo(120);
    assertThat(past.getArms(0).getWithout()).isEqualTo(30);
    assertThat(past.getArms(0).getMean()).isCloseTo(1.5, CLOSE);
    assertThat(past.getDifferences(0).getDifference().getEstimate()).isCloseTo(0, CLOSE);
    assertThat(past.getDifferences(0).getPValue()).isCloseTo(1, CLOSE);
    assertThat(past.getSentence())
        .contains("25.0 % of 240 had none in the 7d before their exposure")
        .doesNotContain("newcomers")
        .contains("of the variance of b − a")
        .doesNotContain("not known");
  }

  @Test
  void whereMostHaveNoPastItIsSaidThatItDoesLittle() {
    PastActivity.Builder past =
        PastActivity.newBuilder()
            .setName("before")
            .addArms(PastOfArm.newBuilder().setArm("a").setEntities(100).setWithout(51));

    assertThat(PastSentence.of(past, List.of()))
        .contains("51.0 % of 100 had none")
        .contains("this does little for the activation of newcomers");
  }

  @Test
  void whatItSavesOrCostsIsSaidWithoutASignOfNothing() {
    assertThat(sentence(0.021)).contains("saves 2.1 % of the variance");
    assertThat(sentence(-0.0004)).contains("saves 0.0 % of the variance");
    assertThat(sentence(-0.021)).contains("adds 2.1 % to the variance");
  }

  private static String sentence(double saved) {
    return PastSentence.of(
        PastActivity.newBuilder().setName("before"),
        List.of(
            AdjustedComparison.newBuilder()
                .setMethod("LIN")
                .addCovariates("before")
                .setVarianceSaved(saved)
                .build()));
  }

  /** The oldest event is one hour after the beginning, and the exposure ten days after it. */
  @Test
  void aLookbackThatReachesBeforeTheLogIsNotKnownAndNotNothing() {
    users(0);
    PastActivity known = report(planned("9d23h")).getPast(0);
    LiftReport report = report(planned("9d23h1s"));
    PastActivity past = report.getPast(0);

    assertThat(known.getArms(0).getUnknown()).isZero();
    assertThat(known.getArms(0).getMean()).isCloseTo(2.5, CLOSE);
    assertThat(past.getArms(0).getUnknown()).isEqualTo(120);
    assertThat(past.getArms(0).getWithout()).isZero();
    assertThat(past.getArms(0).hasMean()).isFalse();
    assertThat(past.getSentence()).contains("Of 240 it is not known").contains("2026-01-05T01");
    assertThat(report.getAdjusted(0).getNote()).isEqualTo("nobody has a known value");
    assertThat(checks(report, "pre-period-difference"))
        .singleElement()
        .extracting(TrustCheck::getOutcome)
        .isEqualTo(TrustOutcome.TRUST_OUTCOME_NOT_CHECKED);
  }

  /** Who did more before is in b: no sound assignment does that, and the effect is not b's. */
  @Test
  void armsThatDifferBeforeExposureWithholdTheDecision() {
    users(2);
    LiftReport report = report(planned("7d"));
    PastDifference difference = report.getPast(0).getDifferences(0);

    assertThat(difference.getDifference().getEstimate()).isCloseTo(2, CLOSE);
    assertThat(difference.getSignFlip()).isTrue();
    assertThat(checks(report, "pre-period-difference"))
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.getOutcome()).isEqualTo(TrustOutcome.TRUST_OUTCOME_FAILED);
              assertThat(check.getPValue()).isEqualTo(difference.getPValue());
            });
    assertThat(checks(report, "sign-flip"))
        .singleElement()
        .extracting(TrustCheck::getOutcome)
        .isEqualTo(TrustOutcome.TRUST_OUTCOME_WARNED);
    assertThat(report.getReasonsList().toString())
        .contains("paid-before of b and a before exposure do not agree")
        .contains("without paid-before taken out");
  }

  /** Of the 24 whom b activates 17 were not active anyway: 17 in 120 is 0.1417. */
  @Test
  void aMetricWhoseEffectTurnsIsWarnedOf() {
    ExperimentSpec.Builder plan =
        planned("7d")
            .addSecondary(
                Metric.newBuilder()
                    .setName("lessons")
                    .setCount(Amount.newBuilder().addEvent("lesson")));
    users(2);
    LiftReport turned = report(plan);
    double with = turned.getMetrics(0).getAdjusted(0).getDifference().getEstimate();

    assertThat(checks(turned, "sign-flip")).hasSize(2);
    assertThat(checks(turned, "sign-flip").getLast().getMessage())
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "lessons of b less that of a is +0.1417 without paid-before taken out, and %+.4g"
                    + " with",
                with));
    assertThat(with).isNegative();
  }

  @Test
  void aMetricWhoseEffectKeepsItsSignIsNot() {
    users(0);

    assertThat(
            checks(
                report(
                    planned("7d")
                        .addSecondary(
                            Metric.newBuilder()
                                .setName("lessons")
                                .setCount(Amount.newBuilder().addEvent("lesson")))),
                "sign-flip"))
        .hasSize(1);
  }

  /** Accounts of three users. */
  @Test
  void theDifferenceBeforeExposureGoesByAccountWhereErrorsDo() {
    users(0);
    PastDifference difference =
        report(planned("7d").setCluster("account")).getPast(0).getDifferences(0);

    assertThat(difference.getClusters()).isEqualTo(80);
    assertThat(difference.hasPValue()).isTrue();
  }
}
