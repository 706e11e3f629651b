package dev.firstvalue.experiment.trust;

import static dev.firstvalue.experiment.SmallExperiment.event;
import static dev.firstvalue.experiment.SmallExperiment.exposure;
import static dev.firstvalue.experiment.SmallExperiment.signUp;
import static dev.firstvalue.experiment.SmallExperiment.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.SmallExperiment;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.SampleRatioDay;
import dev.firstvalue.experiment.v1.TrustCheck;
import dev.firstvalue.experiment.v1.TrustOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checks of trust where users are counted whose accounts were randomised. */
final class RandomisedGroupsTest {
  private static final int DAYS = 10;

  private final List<Exposure> exposures = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private int users;

  /** An account whose users come on one day, most of them on this plan and the last on another. */
  private void account(String arm, int number, int size, int day, String plan) {
    for (int i = 0; i < size; i++) {
      Duration at = Duration.ofDays(day).plusHours(2);
      String user = "u" + users++;
      exposures.add(exposure(arm, user, arm + number, at));
      events.add(signUp(user, at.minusHours(1), i > 0 && i + 1 == size ? "team" : plan));
    }
  }

  /** As many accounts in either arm, alike in all but the number of their users. */
  private void sound() {
    for (int i = 0; i < 120; i++) {
      account("a", i, i % 2 == 0 ? 20 : 2, i % DAYS, i % 2 == 0 ? "pro" : "free");
      account("b", i, 3, i % DAYS, i % 2 == 0 ? "pro" : "free");
    }
  }

  private LiftReport report(String unit) {
    return new Analysis(
            new ReferenceFacts(events, exposures), Clock.fixed(SmallExperiment.END, ZoneOffset.UTC))
        .run(
            SmallExperiment.trial(spec("b").setUnit(unit).addCovariates("start.properties.plan")),
            Optional.of(SmallExperiment.END.plus(SmallExperiment.WINDOW)));
  }

  private TrustCheck check(String name) {
    return report("account").getChecksList().stream()
        .filter(check -> check.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void failed(String name) {
    assertThat(check(name).getOutcome()).isEqualTo(TrustOutcome.TRUST_OUTCOME_FAILED);
  }

  private List<String> failures(String unit) {
    return report(unit).getChecksList().stream()
        .filter(check -> check.getOutcome() == TrustOutcome.TRUST_OUTCOME_FAILED)
        .map(TrustCheck::getName)
        .toList();
  }

  @Test
  void aLargeAccountIsOneUnitOfTheAssignmentAndNoneOfItsChecksAlarms() {
    sound();

    assertThat(failures("user"))
        .as("if each of these users had been assigned alone")
        .contains("sample-ratio", "covariate-balance", "sample-ratio-by-segment");
    assertThat(failures("account")).isEmpty();
    assertThat(report("account").getSampleRatioDaysList())
        .hasSize(DAYS)
        .extracting(SampleRatioDay::getExposures)
        .startsWith(24)
        .endsWith(240);
    assertThat(check("sample-ratio-by-segment").getPValue()).isEqualTo(1);
  }

  @Test
  void accountsOfOneArmThatAreMissingFailAtTheEndAndFromTheirDayOn() {
    for (int i = 0; i < 1000; i++) {
      account("a", i, 1, i % DAYS, "pro");
      if (i % DAYS < 4) {
        account("b", i, 3, i % DAYS, "pro");
      }
    }

    failed("sample-ratio");
    failed("sample-ratio-anytime");
    failed("sample-ratio-by-segment");
    failed("missing-exposures");
    assertThat(check("sample-ratio-anytime").getMessage())
        .contains("exposed accounts", "since 2026-01-");
  }

  @Test
  void armsWhoseAccountsDifferInWhatWasKnownBeforeFail() {
    for (int i = 0; i < 120; i++) {
      account("a", i, 3, i % DAYS, i % 3 == 0 ? "pro" : "free");
      account("b", i, 3, i % DAYS, "pro");
    }

    failed("covariate-balance");
    assertThat(check("covariate-balance").getMessage()).contains("most users of an account");
  }

  @Test
  void accountsWithSomebodyWhoHadQualifiedBeforeHaveToBeSpreadOverTheArms() {
    sound();
    for (int i = 0; i < 30; i++) {
      String user = "u" + 28 * i; // the first of every other account of a
      events.add(event("lesson", user, Duration.ofDays(2 * i % DAYS).plusMinutes(90)));
    }

    failed("prior-qualifiers");
    assertThat(check("prior-qualifiers").getMessage()).contains("accounts with somebody");
    assertThat(report("account").getArms(0).getAssignedUnits())
        .as("an account is one, whatever its users did")
        .isEqualTo(120);
  }
}
