package dev.firstvalue.experiment.trust;

import static dev.firstvalue.experiment.SmallExperiment.event;
import static dev.firstvalue.experiment.SmallExperiment.exposure;
import static dev.firstvalue.experiment.SmallExperiment.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.MultipleArms;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whether what the plan says was randomised is what was. */
final class AssignmentUnitTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MEMBERS = 4;

  private final List<Exposure> exposures = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  private void show(String arm, String user, @Nullable String account) {
    exposures.add(account == null ? exposure(arm, user, DAY) : exposure(arm, user, account, DAY));
    if (arm.equals("b") && exposures.size() % 16 != 0) {
      events.add(event("lesson", user, DAY.plusHours(1)));
    }
  }

  /** So many accounts an arm, every member in it. */
  private void byAccount(int accounts) {
    for (int i = 0; i < accounts * MEMBERS; i++) {
      show("a", "a" + i, "of a" + i / MEMBERS);
      show("b", "b" + i, "of b" + i / MEMBERS);
    }
  }

  /** So many accounts, the members of each one by one in either arm. */
  private void byUser(int accounts) {
    for (int i = 0; i < accounts * MEMBERS; i++) {
      show(i % 2 == 0 ? "a" : "b", "mixed" + i, "of both" + i / MEMBERS);
    }
  }

  private static ExperimentSpec.Builder ofAccounts() {
    return spec("b").setUnit("account");
  }

  private LiftReport report(ExperimentSpec.Builder spec) {
    return new Analysis(
            new ReferenceFacts(events, exposures), Clock.fixed(SmallExperiment.END, ZoneOffset.UTC))
        .run(
            SmallExperiment.trial(spec),
            Optional.of(SmallExperiment.END.plus(SmallExperiment.WINDOW)));
  }

  private static TrustCheck check(LiftReport report) {
    return report.getChecksList().stream()
        .filter(check -> check.getName().equals("assignment-unit"))
        .findFirst()
        .orElseThrow();
  }

  /** Of four members assigned alone, 1 - 2/16 are in both arms: 40 of 40 accounts, of 35. */
  @Test
  void accountsWhoseUsersWereAssignedAloneWithholdTheDecision() {
    byUser(40);
    LiftReport report = report(ofAccounts());

    assertThat(check(report).getOutcome()).isEqualTo(TrustOutcome.TRUST_OUTCOME_FAILED);
    assertThat(check(report).getMessage())
        .isEqualTo(
            "40 of 40 accounts have exposures of several arms; were each user assigned alone, 35"
                + " would; multipleArms sets 0 users aside, after which 40 of 40 still do (100.0"
                + " %)");
    assertThat(check(report).getLookAt()).contains("unit: user and cluster: account");
    assertThat(report.getDecision()).isEqualTo(Decision.DECISION_NO_DECISION);
    assertThat(report.getFindingsList())
        .extracting(ReportFinding::getRule)
        .contains("assignment-unit");
    assertThat(report(spec("b").setCluster("account")).getDecision())
        .as("the same by users")
        .isEqualTo(Decision.DECISION_SHIP);
  }

  @Test
  void accountsOfOneArmEachPassAndOneThatIsMixedIsAMishapWorthALook() {
    byAccount(32);
    TrustCheck sound = check(report(ofAccounts()));
    byUser(1);
    TrustCheck mishap = check(report(ofAccounts()));

    assertThat(sound.getOutcome()).isEqualTo(TrustOutcome.TRUST_OUTCOME_PASSED);
    assertThat(sound.getMessage()).startsWith("0 of 64 accounts").contains("alone, 56 would");
    assertThat(mishap.getOutcome()).isEqualTo(TrustOutcome.TRUST_OUTCOME_WARNED);
    assertThat(mishap.getMessage()).startsWith("1 of 65 accounts");
  }

  /** The line is half of what users assigned alone would make: of 71 accounts 62.1, of 72 63. */
  @Test
  void halfOfWhatAssignmentByUserWouldMakeIsNoMishap() {
    byAccount(20);
    byUser(31);
    TrustCheck below = check(report(ofAccounts()));
    byUser(32);
    TrustCheck above = check(report(ofAccounts()));

    assertThat(below.getMessage()).startsWith("31 of 71 accounts");
    assertThat(below.getOutcome()).isEqualTo(TrustOutcome.TRUST_OUTCOME_WARNED);
    assertThat(above.getMessage()).startsWith("32 of 72 accounts");
    assertThat(above.getOutcome()).isEqualTo(TrustOutcome.TRUST_OUTCOME_FAILED);
  }

  /** Who sees both arms makes the account one of several, until it is set aside. */
  @Test
  void usersOfSeveralArmsAreCountedAndWhatTheyLeave() {
    byAccount(20);
    for (int account = 0; account < 20; account++) {
      exposures.add(exposure("b", "a" + account * MEMBERS, "of a" + account, DAY.plusHours(2)));
    }
    LiftReport set = report(ofAccounts());
    LiftReport first = report(ofAccounts().setMultipleArms(MultipleArms.MULTIPLE_ARMS_FIRST));

    assertThat(check(set).getMessage())
        .isEqualTo(
            "20 of 40 accounts have exposures of several arms; were each user assigned alone, 35"
                + " would; multipleArms sets 20 users aside, after which 0 of 40 still do (0.0 %)");
    assertThat(check(set).getOutcome()).isEqualTo(TrustOutcome.TRUST_OUTCOME_FAILED);
    assertThat(check(first).getMessage())
        .startsWith("20 of 40 accounts")
        .endsWith("multipleArms sets none aside");
    assertThat(set.getFindingsList())
        .extracting(ReportFinding::getRule)
        .as("how many users, is said of them")
        .contains("several-arms");
  }

  @Test
  void accountsOfOneUserTellNothing() {
    for (int i = 0; i < 200; i++) {
      show(i % 2 == 0 ? "a" : "b", "u" + i, "of " + i);
    }

    assertThat(check(report(ofAccounts())).getOutcome())
        .isEqualTo(TrustOutcome.TRUST_OUTCOME_NOT_CHECKED);
  }

  /** Each session was assigned: who came twice saw both arms, and 60 of 100 did. */
  @Test
  void usersWhoMostlySawSeveralArmsWithholdTheDecisionAndAreSaidOnce() {
    for (int i = 0; i < 100; i++) {
      show(i % 2 == 0 ? "a" : "b", "u" + i, null);
      if (i < 60) {
        exposures.add(exposure(i % 2 == 0 ? "b" : "a", "u" + i, DAY.plusHours(2)));
      }
    }
    LiftReport report = report(spec("b"));

    assertThat(check(report).getOutcome()).isEqualTo(TrustOutcome.TRUST_OUTCOME_FAILED);
    assertThat(check(report).getMessage())
        .startsWith("most users were exposed to several arms (60 of 100)");
    assertThat(report.getDecision()).isEqualTo(Decision.DECISION_NO_DECISION);
    assertThat(report.getFindingsList())
        .extracting(ReportFinding::getRule)
        .contains("assignment-unit")
        .doesNotContain("several-arms");
  }

  @Test
  void someUsersOfSeveralArmsAreAMishap() {
    for (int i = 0; i < 100; i++) {
      show(i % 2 == 0 ? "a" : "b", "u" + i, null);
      if (i < 50) {
        exposures.add(exposure(i % 2 == 0 ? "b" : "a", "u" + i, DAY.plusHours(2)));
      }
    }
    LiftReport report = report(spec("b"));

    assertThat(check(report).getOutcome()).isEqualTo(TrustOutcome.TRUST_OUTCOME_PASSED);
    assertThat(report.getFindingsList())
        .extracting(ReportFinding::getRule)
        .contains("several-arms");
  }
}
