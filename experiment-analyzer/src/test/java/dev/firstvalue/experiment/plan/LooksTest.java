package dev.firstvalue.experiment.plan;

import static dev.firstvalue.experiment.SmallExperiment.BEGIN;
import static dev.firstvalue.experiment.SmallExperiment.END;
import static dev.firstvalue.experiment.SmallExperiment.WINDOW;
import static dev.firstvalue.experiment.SmallExperiment.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.v1.Correction;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Looks;
import dev.firstvalue.definition.v1.PowerPlan;
import dev.firstvalue.definition.v1.Spending;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.HandCounted;
import dev.firstvalue.experiment.SmallExperiment;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.ConditionalPower;
import dev.firstvalue.experiment.v1.Decision;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.Outlook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an early look may say, by the plan. The period has 28 days and the window 7. */
final class LooksTest {
  private static final Instant HALF = BEGIN.plus(Duration.ofDays(14)).plus(WINDOW);
  private static final Instant OVER = END.plus(WINDOW);

  private static LiftReport report(
      ExperimentSpec.Builder spec, Instant asOf, long activated, int exposed) {
    HandCounted facts =
        new HandCounted().arm("a", exposed / 2, exposed).arm("b", activated, exposed);
    return new Analysis(facts, Clock.fixed(OVER, ZoneOffset.UTC))
        .run(SmallExperiment.trial(spec), Optional.of(asOf));
  }

  private static ExperimentSpec.Builder planned(Spending spending) {
    return spec("b")
        .setTest(
            TestPlan.newBuilder()
                .setLooks(Looks.LOOKS_PLANNED)
                .addAllAt(List.of(0.5, 1.0))
                .setSpending(spending));
  }

  private static ExperimentSpec.Builder continuous() {
    return spec("b").setTest(TestPlan.newBuilder().setLooks(Looks.LOOKS_CONTINUOUS));
  }

  @Test
  void aFixedPlanDecidesNothingBeforeItsEnd() {
    LiftReport report = report(spec("b"), OVER.minusSeconds(1), 700, 1000);

    assertThat(report.getDecision()).isEqualTo(Decision.DECISION_KEEP_RUNNING);
    assertThat(report.getSentence()).contains("descriptive");
    assertThat(report(spec("b"), OVER, 700, 1000).getDecision()).isEqualTo(Decision.DECISION_SHIP);
  }

  @Test
  void aPlanWithoutAnEndHasNoTimeThatIsOver() {
    assertThat(report(spec("b").clearEnd(), HALF, 700, 1000).getOutlook().getSentence())
        .isEqualTo("The plan names no end: the result is read once, now.");
    assertThat(report(spec("b"), OVER, 700, 1000).getOutlook().getSentence())
        .startsWith("The planned time is over");
  }

  /** Lan and DeMets at 0.5 and 1: 2.963 and 1.969 near O'Brien and Fleming, 2.157 near Pocock. */
  @Test
  void plannedLooksHaveTheBoundariesOfTheirSpending() {
    LiftReport early = report(planned(Spending.SPENDING_OBRIEN_FLEMING), HALF, 550, 1000);
    LiftReport last = report(planned(Spending.SPENDING_OBRIEN_FLEMING), OVER, 550, 1000);

    assertThat(early.getOutlook().getLook()).isEqualTo(1);
    assertThat(early.getOutlook().getCritical()).isCloseTo(2.963, within(0.001));
    assertThat(last.getOutlook().getCritical()).isCloseTo(1.969, within(0.001));
    assertThat(
            report(planned(Spending.SPENDING_POCOCK), HALF, 550, 1000).getOutlook().getCritical())
        .isCloseTo(2.157, within(0.001));
  }

  private static double boundaryAt(double share) {
    Instant asOf =
        BEGIN
            .plus(Duration.ofSeconds(Math.round(share * Duration.ofDays(28).toSeconds())))
            .plus(WINDOW);
    return report(planned(Spending.SPENDING_OBRIEN_FLEMING), asOf, 550, 1000)
        .getOutlook()
        .getCritical();
  }

  /**
   * R 4.2.2, the recursion of Armitage, McPherson and Rowe by Simpson's rule on 4,001 points: 0.5
   * and 0.7 have 2.462277, 0.7 alone 2.437995; 0.505 alone {@code qnorm(1 - spent)}.
   */
  @Test
  void aPlannedLookThatLiesBackCountsAsReadWhenItWasDue() {
    assertThat(boundaryAt(0.7)).isCloseTo(2.462277, within(1e-5));
    assertThat(boundaryAt(0.505)).as("the look itself").isCloseTo(2.945918, within(1e-5));
  }

  /** z is 2.24: inside the boundary at half of the information, outside it at the end. */
  @Test
  void whatIsInsideTheBoundaryOfALookDecidesNothingYet() {
    LiftReport early = report(planned(Spending.SPENDING_OBRIEN_FLEMING), HALF, 550, 1000);
    LiftReport last = report(planned(Spending.SPENDING_OBRIEN_FLEMING), OVER, 550, 1000);

    assertThat(early.getDecision()).isEqualTo(Decision.DECISION_KEEP_RUNNING);
    assertThat(early.getComparisons(0).getDifference().getInterval().getLow()).isNegative();
    assertThat(last.getDecision()).isEqualTo(Decision.DECISION_SHIP);
  }

  @Test
  void whatIsBeyondTheBoundaryOfALookDecidesEarly() {
    LiftReport early = report(planned(Spending.SPENDING_OBRIEN_FLEMING), HALF, 580, 1000);

    assertThat(early.getComparisons(0).getStatistic()).isGreaterThan(2.963);
    assertThat(early.getDecision()).isEqualTo(Decision.DECISION_SHIP);
  }

  @Test
  void beforeTheFirstPlannedLookNothingIsDecided() {
    LiftReport report =
        report(planned(Spending.SPENDING_POCOCK), HALF.minusSeconds(3600), 900, 1000);

    assertThat(report.getDecision()).isEqualTo(Decision.DECISION_KEEP_RUNNING);
    assertThat(report.getSentence()).contains("first planned look is at 50 %");
  }

  /** With an effect to look for, the information is the number of entities that it needs. */
  @Test
  void theSmallestEffectSaysHowMuchInformationThereIs() {
    ExperimentSpec.Builder plan =
        spec("b").setPower(PowerPlan.newBuilder().setMinimumEffect(0.05).setPower(0.8));
    LiftReport report = report(plan, HALF, 520, 1000);

    assertThat(report.getOutlook().getInformation()).isCloseTo(1000 / 1564.6, within(0.001));
    // By hand: z 0.895 at 0.639 of the information, drift 2.799: P(N > (1.960 - 1.725)/0.601).
    assertThat(report.getOutlook().getConditionalPower()).isCloseTo(0.348, within(0.001));
    assertThat(report.getOutlook().getAnswerDue().getSeconds()).isEqualTo(OVER.getEpochSecond());
  }

  /**
   * R 4.2.2, rpact 3.3.4, mvtnorm 1.1-3: {@code getDesignGroupSequential(alpha = .05, sided = 2,
   * typeOfDesign = "asOF")} at 0.25, 0.5, 0.6268 (now), 0.75 and 1, {@code
   * getDesignCharacteristics} for what looks cost, z 0.8948 and drift 2.8255, {@code 1 -
   * pmvnorm(algorithm = Miwa(4096))} over the boundaries of the two looks to come. A test at 1.960
   * would have 0.3735.
   */
  @Test
  void theChanceOfASignificantEndIsThatOfTheBoundariesToCome() {
    Outlook outlook = byEffect(List.of(0.25, 0.5, 0.75, 1.0));

    assertThat(outlook.getLook()).isEqualTo(2);
    assertThat(outlook.getInformation()).isCloseTo(0.6268028279493332, within(1e-5));
    assertThat(outlook.getCritical()).isCloseTo(2.63797252625227, within(1e-5));
    assertThat(outlook.getConditionalPower()).isCloseTo(0.3385162836797342, within(1e-5));
  }

  /** 500 and 520 of 1,000, in search of an effect of 0.05. */
  private static Outlook byEffect(List<Double> at) {
    ExperimentSpec.Builder plan =
        spec("b")
            .setPower(PowerPlan.newBuilder().setMinimumEffect(0.05).setPower(0.8))
            .setTest(TestPlan.newBuilder().setLooks(Looks.LOOKS_PLANNED).addAllAt(at));
    return report(plan, HALF, 520, 1000).getOutlook();
  }

  private static Outlook threeArms(TestPlan.Builder test, int asGood) {
    HandCounted facts =
        new HandCounted().arm("a", 500, 1000).arm("b", 520, 1000).arm("c", asGood, 1000);
    ExperimentSpec.Builder plan =
        spec("b", "c")
            .setPower(PowerPlan.newBuilder().setMinimumEffect(0.05).setPower(0.8))
            .setTest(test);
    return new Analysis(facts, Clock.fixed(OVER, ZoneOffset.UTC))
        .run(SmallExperiment.trial(plan), Optional.of(HALF))
        .getOutlook();
  }

  /**
   * scipy 1.17.1: z = d / se, drift = 0.05 / (se sqrt t), {@code norm.sf((c - z sqrt t - drift (1 -
   * t)) / sqrt(1 - t))} and the other tail, with {@code c = norm.isf(0.0125)} of one of two arms at
   * t = 0.5277, as the information is for 0.025 an arm. At the alpha of both the first would have
   * 0.5832.
   */
  @Test
  void eachArmIsAskedForItsChanceAtItsShareOfAlpha() {
    Outlook outlook = threeArms(TestPlan.newBuilder(), 545);

    assertThat(outlook.getConditionalPowersList())
        .extracting(ConditionalPower::getArm)
        .containsExactly("b", "c");
    assertThat(outlook.getConditionalPowers(0).getAlpha()).isEqualTo(0.025);
    assertThat(outlook.getConditionalPowers(0).getValue())
        .isCloseTo(0.42095417393431817, within(1e-9));
    assertThat(outlook.getConditionalPowers(1).getValue())
        .isCloseTo(0.8388558809426312, within(1e-9));
    assertThat(outlook.getConditionalPower()).isEqualTo(outlook.getConditionalPowers(0).getValue());
  }

  @Test
  void anArmHasAllOfAlphaWhereNothingCorrectsForTheirNumber() {
    TestPlan.Builder none = TestPlan.newBuilder().setCorrection(Correction.CORRECTION_NONE);
    Outlook outlook = threeArms(none, 520);

    assertThat(outlook.getConditionalPowers(1).getAlpha()).isEqualTo(0.05);
    assertThat(outlook.getConditionalPowers(1).getValue())
        .isEqualTo(report(alone(), HALF, 520, 1000).getOutlook().getConditionalPower());
  }

  private static ExperimentSpec.Builder alone() {
    return spec("b").setPower(PowerPlan.newBuilder().setMinimumEffect(0.05).setPower(0.8));
  }

  /**
   * scipy 1.17.1, {@code multivariate_normal.cdf} with {@code lower_limit}: 0.5, 0.526776528719645
   * (now) and 1 spend 0.05 near O'Brien and Fleming with a last boundary of 1.97167; half of its
   * tail lies beyond 2.25198.
   */
  @Test
  void theLooksThatAreLeftShareAlphaAmongTheArms() {
    TestPlan.Builder planned =
        TestPlan.newBuilder().setLooks(Looks.LOOKS_PLANNED).addAllAt(List.of(0.5, 1.0));
    Outlook outlook = threeArms(planned, 545);

    assertThat(outlook.getLook()).isEqualTo(1);
    assertThat(outlook.getConditionalPowers(1).getValue())
        .isCloseTo(0.8358689843959354, within(1e-5));
  }

  /**
   * scipy 1.17.1, {@code multivariate_normal.cdf} of the two looks to come given z 0.894785 at
   * 0.627805: boundaries 2.02431 at 0.95 and 2.06249 at 1.
   */
  @Test
  void beforeTheFirstLookTheChanceIsThatOfAllOfThem() {
    Outlook outlook = byEffect(List.of(0.95, 1.0));

    assertThat(outlook.getLook()).isZero();
    assertThat(outlook.getConditionalPower()).isCloseTo(0.34190713130454065, within(1e-7));
  }

  /** A drop is no end that a one-sided plan could be significant with. */
  @Test
  void aOneSidedPlanCountsOneTailOnly() {
    Outlook outlook =
        report(alone().setTest(TestPlan.newBuilder().setSides(1)), HALF, 400, 1000).getOutlook();

    assertThat(outlook.getConditionalPower()).isCloseTo(0, within(1e-9));
  }

  /** A step of a hundred-millionth is none that the walk to the end could be followed over. */
  @Test
  void aLookThatIsAsGoodAsNowIsNotStillToCome() {
    double next = 0.63;
    for (int i = 0; i < 6; i++) {
      next = byEffect(List.of(0.5, next, 1.0)).getInformation() + 1e-8;
    }
    Outlook near = byEffect(List.of(0.5, next, 1.0));

    assertThat(near.getLook()).isEqualTo(1);
    assertThat(near.getConditionalPower())
        .as("but for what a third look costs; followed it would be 0")
        .isCloseTo(byEffect(List.of(0.5, 1.0)).getConditionalPower(), within(0.02));
  }

  @Test
  void continuousLooksBeginWithTheTwoHundredthMatureEntityOfEachArm() {
    LiftReport few = report(continuous(), HALF, 190, 198);
    LiftReport enough = report(continuous(), HALF, 190, 200);

    assertThat(few.getDecision()).isEqualTo(Decision.DECISION_KEEP_RUNNING);
    assertThat(few.getSentence()).contains("from 200 mature entities");
    assertThat(enough.getDecision()).isEqualTo(Decision.DECISION_SHIP);
  }

  /** Room for looking at any time costs width: what a single look would call significant is not. */
  @Test
  void anIntervalThatHoldsAtAnyTimeIsWider() {
    Comparison any = report(continuous(), HALF, 550, 1000).getComparisons(0);
    Comparison once = report(spec("b"), OVER, 550, 1000).getComparisons(0);

    assertThat(any.getMethod()).isEqualTo("CONFIDENCE_SEQUENCE");
    assertThat(once.getPValue()).isLessThan(0.05);
    assertThat(any.getPValue()).isGreaterThan(0.05);
    assertThat(any.getDifference().getInterval().getLow()).isNegative();
    assertThat(any.getDifference().getEstimate()).isEqualTo(once.getDifference().getEstimate());
  }

  @Test
  void nothingFoundAtAnyTimeRunsOnUntilThePlanIsOver() {
    assertThat(report(continuous(), HALF, 505, 1000).getDecision())
        .isEqualTo(Decision.DECISION_KEEP_RUNNING);
    assertThat(report(continuous(), OVER, 505, 1000).getDecision())
        .isEqualTo(Decision.DECISION_NO_DECISION);
  }
}
