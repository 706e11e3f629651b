package dev.firstvalue.experiment.trust;

import static dev.firstvalue.experiment.SmallExperiment.exposure;
import static dev.firstvalue.experiment.SmallExperiment.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.SmallExperiment;
import dev.firstvalue.experiment.v1.Decision;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.ReportFinding;
import dev.firstvalue.experiment.v1.TrustCheck;
import dev.firstvalue.experiment.v1.TrustOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What withholds a decision. Each test lets one thing go wrong in a sound experiment. */
final class TrustChecksTest {
  private static final int DAYS = 10;
  private static final int A_DAY = 40;

  private final List<Exposure> exposures = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  /** Users of both arms on ten days, half of each arm on the plan pro. */
  private void sound() {
    for (int day = 0; day < DAYS; day++) {
      for (int i = 0; i < A_DAY; i++) {
        show(i % 2 == 0 ? "a" : "b", "u" + day + "-" + i, day, i % 4 < 2 ? "pro" : "free");
      }
    }
  }

  private void show(String arm, String user, int day, String plan) {
    Duration at = Duration.ofDays(day).plusHours(2);
    exposures.add(exposure(arm, user, at));
    events.add(SmallExperiment.signUp(user, at.minusHours(1), plan));
  }

  private LiftReport report() {
    return new Analysis(
            new ReferenceFacts(events, exposures), Clock.fixed(SmallExperiment.END, ZoneOffset.UTC))
        .run(
            SmallExperiment.trial(spec("b").addCovariates("start.properties.plan")),
            Optional.of(SmallExperiment.END.plus(SmallExperiment.WINDOW)));
  }

  private static TrustCheck check(LiftReport report, String name) {
    return report.getChecksList().stream()
        .filter(check -> check.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void failed(LiftReport report, String name, String finding) {
    assertThat(check(report, name).getOutcome()).isEqualTo(TrustOutcome.TRUST_OUTCOME_FAILED);
    assertThat(check(report, name).getLookAt()).isNotEmpty();
    assertThat(report.getDecision()).isEqualTo(Decision.DECISION_NO_DECISION);
    assertThat(report.getFindingsList()).extracting(ReportFinding::getRule).contains(finding);
  }

  @Test
  void whereNobodyWasExposedNothingPasses() {
    assertThat(report().getChecksList())
        .isNotEmpty()
        .extracting(TrustCheck::getOutcome)
        .containsOnly(TrustOutcome.TRUST_OUTCOME_NOT_CHECKED);
  }

  /** Not that its window is open: waiting for it, or another --as-of, would not help. */
  @Test
  void anArmThatNobodySawIsNamedAsSuch() {
    for (int i = 0; i < 40; i++) {
      show("a", "u" + i, 0, "pro");
    }

    assertThat(report().getFindingsList())
        .filteredOn(finding -> finding.getRule().equals("nobody-exposed"))
        .singleElement()
        .extracting(ReportFinding::getMessage)
        .asString()
        .startsWith("nobody but who is set aside was exposed to arm b");
    assertThat(report().getFindingsList())
        .extracting(ReportFinding::getRule)
        .doesNotContain("nobody-mature");
  }

  @Test
  void aSoundExperimentPasses() {
    sound();

    assertThat(report().getChecksList())
        .extracting(TrustCheck::getOutcome)
        .doesNotContain(TrustOutcome.TRUST_OUTCOME_FAILED, TrustOutcome.TRUST_OUTCOME_WARNED);
    assertThat(report().getSampleRatioDaysList()).hasSize(DAYS);
  }

  @Test
  void anArmThatIsShownTooOftenFailsTheSampleRatio() {
    sound();
    for (int i = 0; i < 120; i++) {
      show("b", "more" + i, 5, i % 2 == 0 ? "pro" : "free");
    }
    LiftReport report = report();

    failed(report, "sample-ratio", "sample-ratio-mismatch");
    failed(report, "sample-ratio-by-segment", "sample-ratio-by-segment");
    assertThat(report.getSentence()).contains("look at");
  }

  /** The p-value valid at any time stays down when the ratio is mended by later days. */
  @Test
  void theAnytimeRatioRemembersTheDayOnWhichItBroke() {
    for (int i = 0; i < 2000; i++) {
      show(i % 5 == 0 ? "a" : "b", "first" + i, 0, "pro");
    }
    for (int i = 0; i < 1200; i++) {
      show("a", "later" + i, 1, "pro");
    }
    LiftReport report = report();

    assertThat(check(report, "sample-ratio").getOutcome())
        .isEqualTo(TrustOutcome.TRUST_OUTCOME_PASSED);
    failed(report, "sample-ratio-anytime", "sample-ratio-anytime");
    assertThat(check(report, "sample-ratio-anytime").getMessage()).contains("since 2026-01-05");
  }

  @Test
  void armsThatDifferInWhatWasKnownBeforeFail() {
    for (int i = 0; i < 400; i++) {
      String arm = i % 2 == 0 ? "a" : "b";
      show(arm, "u" + i, i % DAYS, i % 3 == 0 || arm.equals("b") ? "pro" : "free");
    }

    failed(report(), "covariate-balance", "covariate-balance");
  }

  @Test
  void aDayWithoutOneArmFails() {
    for (int i = 0; i < 400; i++) {
      show("a", "a" + i, i % DAYS, "pro");
      if (i % DAYS != 3) {
        show("b", "b" + i, i % DAYS, "pro");
      }
    }

    failed(report(), "missing-exposures", "missing-exposures");
    assertThat(check(report(), "missing-exposures").getMessage()).contains("b on 2026-01-08");
  }

  @Test
  void exposuresBeforeTheStartWarn() {
    sound();
    for (int i = 0; i < 20; i++) {
      exposures.add(exposure(i % 2 == 0 ? "a" : "b", "early" + i, Duration.ofHours(1)));
      events.add(
          SmallExperiment.signUp("early" + i, Duration.ofHours(2), i % 4 < 2 ? "pro" : "free"));
    }
    LiftReport report = report();

    assertThat(check(report, "clock").getOutcome()).isEqualTo(TrustOutcome.TRUST_OUTCOME_WARNED);
    assertThat(report.getFindingsList()).extracting(ReportFinding::getRule).contains("clock");
  }

  @Test
  void whoHadQualifiedBeforeHasToBeSpreadOverTheArms() {
    sound();
    for (int i = 0; i < 60; i++) {
      show("a", "a" + i, 9, i % 2 == 0 ? "pro" : "free");
      show("b", "b" + i, 9, i % 2 == 0 ? "pro" : "free");
      events.add(SmallExperiment.event("lesson", "a" + i, Duration.ofDays(9).plusMinutes(90)));
    }

    failed(report(), "prior-qualifiers", "prior-qualifiers");
  }
}
