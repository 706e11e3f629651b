package dev.firstvalue.experiment;

import static dev.firstvalue.experiment.SmallExperiment.END;
import static dev.firstvalue.experiment.SmallExperiment.WINDOW;
import static dev.firstvalue.experiment.SmallExperiment.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.v1.Correction;
import dev.firstvalue.definition.v1.DecisionRule;
import dev.firstvalue.definition.v1.DefinitionPin;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.Decision;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.ReportFinding;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnalysisTest {
  private static LiftReport report(HandCounted facts, ExperimentSpec.Builder spec, Instant asOf) {
    return new Analysis(facts, Clock.fixed(END.plus(WINDOW), ZoneOffset.UTC))
        .run(SmallExperiment.trial(spec), Optional.of(asOf));
  }

  private static LiftReport atTheEnd(HandCounted facts, ExperimentSpec.Builder spec) {
    return report(facts, spec, END.plus(WINDOW));
  }

  /** Retention on day 7 of the game Cookie Cats, a gate at level 30 against one at level 40. */
  private static HandCounted cookieCats() {
    return new HandCounted().arm("a", 8502, 44_700).arm("b", 8279, 45_489);
  }

  private static HandCounted clearWin() {
    return new HandCounted().arm("a", 400, 1000).arm("b", 500, 1000);
  }

  @Test
  void aPublishedExperimentHasItsPublishedNumbers() {
    LiftReport report = atTheEnd(cookieCats(), spec("b"));
    Comparison comparison = report.getComparisons(0);

    assertThat(comparison.getStatistic()).isCloseTo(-3.164, within(0.0005));
    assertThat(comparison.getPValue()).isCloseTo(0.00155, within(0.000006));
    assertThat(report.getSampleRatio().getPValue()).isCloseTo(0.0086, within(0.00005));
    assertThat(report.getSampleRatio().getAlarm()).isFalse();
    assertThat(report.getDecision()).isEqualTo(Decision.DECISION_STOP);
  }

  @Test
  void holmMultipliesTheSmallestByTheMostAndNeverFalls() {
    HandCounted facts =
        new HandCounted()
            .arm("a", 400, 1000)
            .arm("b", 460, 1000)
            .arm("c", 445, 1000)
            .arm("d", 410, 1000);
    LiftReport holm = atTheEnd(facts, spec("b", "c", "d"));
    LiftReport none =
        atTheEnd(
            facts,
            spec("b", "c", "d")
                .setTest(TestPlan.newBuilder().setCorrection(Correction.CORRECTION_NONE)));
    double b = holm.getComparisons(0).getPValue();
    double c = holm.getComparisons(1).getPValue();
    double d = holm.getComparisons(2).getPValue();

    assertThat(holm.getComparisonsList())
        .extracting(Comparison::getAdjustedPValue)
        .containsExactly(3 * b, 2 * c, d);
    assertThat(none.getComparisonsList())
        .extracting(Comparison::getAdjustedPValue)
        .containsExactly(b, c, d);
    assertThat(c).isLessThan(0.05);
    assertThat(holm.getSentence()).startsWith("Ship b:");
  }

  @Test
  void anArmThatOnlyOneIntervalCarriesDoesNotShip() {
    HandCounted facts =
        new HandCounted()
            .arm("a", 400, 1000)
            .arm("b", 445, 1000)
            .arm("c", 405, 1000)
            .arm("d", 402, 1000);
    LiftReport report = atTheEnd(facts, spec("b", "c", "d"));

    assertThat(report.getComparisons(0).getDifference().getInterval().getLow()).isPositive();
    assertThat(report.getDecision()).isEqualTo(Decision.DECISION_NO_DECISION);
  }

  @Test
  void aClearWinShipsAtTheEndAndNotBefore() {
    assertThat(atTheEnd(clearWin(), spec("b")).getDecision()).isEqualTo(Decision.DECISION_SHIP);
    assertThat(report(clearWin(), spec("b"), END.plus(WINDOW).minusMillis(1)).getDecision())
        .isEqualTo(Decision.DECISION_KEEP_RUNNING);
  }

  @Test
  void whatNeitherShipsNorStopsIsNoDecision() {
    LiftReport report =
        atTheEnd(new HandCounted().arm("a", 400, 1000).arm("b", 405, 1000), spec("b"));

    assertThat(report.getDecision()).isEqualTo(Decision.DECISION_NO_DECISION);
    assertThat(report.getSentence()).contains("neither ships nor stops");
  }

  @Test
  void aSampleRatioMismatchWithholdsTheDecision() {
    LiftReport report =
        atTheEnd(new HandCounted().arm("a", 400, 1000).arm("b", 700, 1200), spec("b"));

    assertThat(report.getSampleRatio().getAlarm()).isTrue();
    assertThat(report.getDecision()).isEqualTo(Decision.DECISION_NO_DECISION);
    assertThat(report.getFindingsList())
        .extracting(ReportFinding::getRule)
        .containsExactly("sample-ratio-mismatch");
  }

  @Test
  void anotherMeaningThanThePinnedWithholdsTheDecision() {
    LiftReport report =
        atTheEnd(
            clearWin(),
            spec("b")
                .setDefinition(
                    DefinitionPin.newBuilder()
                        .setName("lesson")
                        .setMeaning("sha256:" + "1".repeat(64))));

    assertThat(report.getDecision()).isEqualTo(Decision.DECISION_NO_DECISION);
    assertThat(report.getSentence()).contains("pinned to another meaning");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"primary.low >", "primary.low", "secondary.low > 0", "primary.lwo > 0.0", "1 + 1"})
  void aRuleThatCannotDecideIsRefused(String rule) {
    ExperimentSpec.Builder spec = spec("b").setDecision(DecisionRule.newBuilder().setShip(rule));

    FirstvalueException refusal =
        catchThrowableOfType(FirstvalueException.class, () -> atTheEnd(clearWin(), spec));

    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).isEqualTo(ErrorCode.DOCUMENT_INVALID);
    assertThat(refusal.place()).isEqualTo("checklist: spec.decision.ship");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "primary.low > 0",
        "primary.pValue < 1e-3 && primary.estimate > 0",
        "primary.low > 0.01 || primary.adjustedPValue < 5E-2",
        "primary.estimate-3 < 0"
      })
  void numbersInRulesAreWrittenAsPeopleWriteThem(String rule) {
    LiftReport report =
        atTheEnd(clearWin(), spec("b").setDecision(DecisionRule.newBuilder().setShip(rule)));

    assertThat(report.getDecision()).isEqualTo(Decision.DECISION_SHIP);
    assertThat(report.getPlan().getShip()).isEqualTo(rule);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 500})
  void withoutVarianceThereIsNoTestAndNoDecision(long activated) {
    LiftReport report =
        atTheEnd(new HandCounted().arm("a", activated, 500).arm("b", activated, 500), spec("b"));

    assertThat(report.getComparisons(0).hasPValue()).isFalse();
    assertThat(report.getComparisons(0).hasAdjustedPValue()).isFalse();
    assertThat(report.getDecision()).isEqualTo(Decision.DECISION_NO_DECISION);
    assertThat(report.getFindingsList())
        .extracting(ReportFinding::getRule)
        .containsExactly("no-variance");
  }

  @Test
  void whereNobodyActivatedInTheControlTheRelativeLiftHasOnlyALowerLimit() {
    Comparison comparison =
        atTheEnd(new HandCounted().arm("a", 0, 500).arm("b", 50, 500), spec("b")).getComparisons(0);

    assertThat(comparison.getRelative().hasEstimate()).isFalse();
    assertThat(comparison.getRelative().getInterval().hasLow()).isTrue();
    assertThat(comparison.getRelative().getInterval().hasHigh()).isFalse();
    assertThat(comparison.getDifference().getEstimate()).isEqualTo(0.1);
  }

  @Test
  void anArmWithoutEntitiesIsNamed() {
    LiftReport report = atTheEnd(new HandCounted().arm("a", 40, 90), spec("b"));

    assertThat(report.getComparisons(0).getNote()).startsWith("b has no mature entity");
    assertThat(report.getDecision()).isEqualTo(Decision.DECISION_NO_DECISION);
    assertThat(report.getArms(1).hasRate()).isFalse();
  }

  /** 6 of 40 against 1 of 40: Mee's interval excludes 0, Barnard's p is 0.059. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whereFewActivatedTheDecisionFollowsTheExactP(boolean better) {
    HandCounted facts = new HandCounted().arm("a", better ? 1 : 6, 40).arm("b", better ? 6 : 1, 40);
    LiftReport report = atTheEnd(facts, spec("b"));
    Comparison comparison = report.getComparisons(0);

    assertThat(comparison.getMethod()).isEqualTo("BARNARD_POOLED");
    assertThat(comparison.getPValue()).isCloseTo(0.059044, within(1e-5));
    assertThat(comparison.getDifference().getInterval())
        .matches(limits -> better ? limits.getLow() > 0 : limits.getHigh() < 0);
    assertThat(report.getDecision()).isEqualTo(Decision.DECISION_NO_DECISION);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anExactPThatIsSignificantDecides(boolean better) {
    HandCounted facts = new HandCounted().arm("a", better ? 0 : 9, 40).arm("b", better ? 9 : 0, 40);
    LiftReport report = atTheEnd(facts, spec("b"));

    assertThat(report.getComparisons(0).getMethod()).isEqualTo("BARNARD_POOLED");
    assertThat(report.getDecision())
        .isEqualTo(better ? Decision.DECISION_SHIP : Decision.DECISION_STOP);
  }
}
