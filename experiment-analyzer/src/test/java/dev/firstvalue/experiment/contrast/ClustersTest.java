package dev.firstvalue.experiment.contrast;

import static dev.firstvalue.experiment.SmallExperiment.event;
import static dev.firstvalue.experiment.SmallExperiment.exposure;
import static dev.firstvalue.experiment.SmallExperiment.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.v1.Amount;
import dev.firstvalue.definition.v1.AmountQuantile;
import dev.firstvalue.definition.v1.AmountRatio;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Metric;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.SmallExperiment;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.LiftReport;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Users who belong to accounts. In each account all are activated, or none. */
final class ClustersTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MEMBERS = 5;

  /** So many accounts an arm, of which the first third (a) or half (b) are activated. */
  private static LiftReport report(int accounts, ExperimentSpec.Builder spec) {
    List<Exposure> exposures = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    for (String arm : List.of("a", "b")) {
      for (int account = 0; account < accounts; account++) {
        boolean active = account < (arm.equals("a") ? accounts / 3 : accounts / 2);
        for (int member = 0; member < MEMBERS; member++) {
          String user = arm + account + "-" + member;
          exposures.add(exposure(arm, user, arm + account, DAY));
          if (active) {
            events.add(event("lesson", user, DAY.plusHours(1)));
          }
        }
      }
    }
    return new Analysis(
            new ReferenceFacts(events, exposures), Clock.fixed(SmallExperiment.END, ZoneOffset.UTC))
        .run(
            SmallExperiment.trial(spec),
            Optional.of(SmallExperiment.END.plus(SmallExperiment.WINDOW)));
  }

  private static ExperimentSpec.Builder byAccount() {
    return spec("b").setCluster("account");
  }

  /**
   * With all of an account alike there are as many observations as accounts. By hand for 30 an arm,
   * 10 and 15 activated: each account's score is its residual over 30, so that the sum of squares
   * is (20/3 + 7.5)/900; then 60/59 and 299/298.
   */
  @Test
  void errorsAreThoseOfAccountsAndNotOfTheirMembers() {
    Comparison comparison = report(30, byAccount()).getComparisons(0);
    double squares = (20 / 3.0 + 7.5) / 900;

    assertThat(comparison.getMethod()).isEqualTo("CR1_T");
    assertThat(comparison.getClusters()).isEqualTo(60);
    assertThat(comparison.getDegreesOfFreedom()).isEqualTo(59);
    assertThat(comparison.getStandardError())
        .isCloseTo(Math.sqrt(squares * 60 / 59 * 299 / 298), within(1e-12));
    assertThat(comparison.getPValue()).isGreaterThan(0.15);
    assertThat(report(30, spec("b")).getComparisons(0).getPValue()).isLessThan(0.005);
  }

  @Test
  void fewAccountsAreReadByCr2() {
    Comparison comparison = report(12, byAccount()).getComparisons(0);

    assertThat(comparison.getMethod()).isEqualTo("CR2_T");
    assertThat(comparison.getDegreesOfFreedom()).isLessThan(23);
    assertThat(comparison.hasPValue()).isTrue();
  }

  @Test
  void oneAccountAnArmHasADifferenceAndNoPValue() {
    Comparison comparison = report(1, byAccount()).getComparisons(0);

    assertThat(comparison.getDifference().hasEstimate()).isTrue();
    assertThat(comparison.hasPValue()).isFalse();
    assertThat(comparison.getNote()).contains("too few for an error by cluster");
  }

  /** The first third of two accounts is none: all of the arm are alike, which is no certainty. */
  @Test
  void anArmInWhichNothingVariesHasNoIntervalRatherThanOneWithoutWidth() {
    LiftReport report = report(2, byAccount());

    assertThat(report.getArms(0).getActivated()).isZero();
    assertThat(report.getArms(0).hasInterval()).isFalse();
    assertThat(report.getArms(1).hasInterval()).isTrue();
  }

  @Test
  void whereAccountsWereRandomisedTheRatioIsThatOfAccounts() {
    LiftReport report = report(30, spec("b").setUnit("account"));

    assertThat(report.getUnit()).isEqualTo("account");
    assertThat(report.getEntity()).as("what is counted").isEqualTo("user");
    assertThat(report.getArms(0).getAssigned()).isEqualTo(150);
    assertThat(report.getArms(0).getAssignedUnits()).isEqualTo(30);
    assertThat(report(30, byAccount()).getArms(0).hasAssignedUnits()).isFalse();
    assertThat(report.getCluster()).isEqualTo("account");
    assertThat(report.getComparisons(0).getMethod()).isEqualTo("CR1_T");
    assertThat(report.getArms(0).getClusters()).isEqualTo(30);
    assertThat(report.getSampleRatio().getNote()).contains("below 100 exposures");
  }

  @Test
  void ratiosHaveTheirErrorsByAccountToo() {
    Amount.Builder lessons = Amount.newBuilder().addEvent("lesson");
    Metric.Builder ratio =
        Metric.newBuilder()
            .setName("each")
            .setRatio(AmountRatio.newBuilder().setOf(lessons).setTo(lessons));
    Metric.Builder count = Metric.newBuilder().setName("lessons").setCount(lessons);
    LiftReport report = report(30, byAccount().addSecondary(ratio).addSecondary(count));

    assertThat(report.getMetrics(0).getComparisons(0).getNote()).contains("nothing varies");
    assertThat(report.getMetrics(1).getComparisons(0).getStandardError())
        .isCloseTo(report.getComparisons(0).getStandardError(), within(1e-12));
  }

  /** Each member of an account pays as much as the others, a little more in b. */
  private static LiftReport paying(int accounts, ExperimentSpec.Builder spec) {
    List<Exposure> exposures = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    for (String arm : List.of("a", "b")) {
      for (int account = 0; account < accounts; account++) {
        for (int member = 0; member < MEMBERS; member++) {
          String user = arm + account + "-" + member;
          exposures.add(exposure(arm, user, arm + account, DAY));
          events.add(
              SmallExperiment.paid(
                  user, DAY.plusHours(2), 10L * account + member + (arm.equals("b") ? 7 : 0)));
          events.add(event("lesson", user, DAY.plusHours(account + (arm.equals("b") ? 1 : 2))));
        }
      }
    }
    return new Analysis(
            new ReferenceFacts(events, exposures), Clock.fixed(SmallExperiment.END, ZoneOffset.UTC))
        .run(
            SmallExperiment.trial(spec),
            Optional.of(SmallExperiment.END.plus(SmallExperiment.WINDOW)));
  }

  private static ExperimentSpec.Builder everyForm(ExperimentSpec.Builder spec) {
    Amount.Builder spend = Amount.newBuilder().addEvent("paid").setValue("properties.amount");
    Amount.Builder payments = Amount.newBuilder().addEvent("paid");
    return spec.addSecondary(
            Metric.newBuilder()
                .setName("median")
                .setQuantile(AmountQuantile.newBuilder().setOf(spend).setQ(0.5)))
        .addSecondary(Metric.newBuilder().setName("speed").setTimeToValue(true))
        .addSecondary(Metric.newBuilder().setName("spend").setSum(spend))
        .addSecondary(
            Metric.newBuilder()
                .setName("each")
                .setRatio(AmountRatio.newBuilder().setOf(spend).setTo(payments)))
        .addSecondary(
            Metric.newBuilder()
                .setName("paid")
                .setCondition(Condition.newBuilder().addEvent("paid")));
  }

  /** Members alike: the error is that of 30 accounts, the root of 5 times that of 150 users. */
  @Test
  void quantilesAndTimesToValueHaveTheirErrorsByAccountToo() {
    LiftReport users = paying(30, everyForm(spec("b")));
    LiftReport accounts = paying(30, everyForm(byAccount()));

    for (int metric = 0; metric < 2; metric++) {
      Comparison user = users.getMetrics(metric).getComparisons(0);
      Comparison account = accounts.getMetrics(metric).getComparisons(0);
      assertThat(account.getMethod()).endsWith("CR1_T");
      assertThat(account.getClusters()).isEqualTo(60);
      assertThat(account.getDifference().getEstimate())
          .isCloseTo(user.getDifference().getEstimate(), within(1e-9));
      assertThat(account.getStandardError() / user.getStandardError())
          .isCloseTo(Math.sqrt(MEMBERS), within(0.35));
      assertThat(accounts.getMetrics(metric).getArms(0).getClusters()).isEqualTo(30);
    }
  }

  @Test
  void whereAccountsWereRandomisedNoPValueIsOfSingleUsers() {
    for (int accounts : new int[] {12, 30}) {
      LiftReport report = paying(accounts, everyForm(spec("b").setUnit("account")));
      List<Comparison> all = new ArrayList<>(report.getComparisonsList());
      report.getMetricsList().forEach(metric -> all.addAll(metric.getComparisonsList()));

      assertThat(all).hasSizeGreaterThanOrEqualTo(6);
      assertThat(all)
          .allSatisfy(
              one -> {
                if (one.hasPValue()) {
                  assertThat(one.getClusters()).isEqualTo(2 * accounts);
                  assertThat(one.getMethod()).containsAnyOf("CR1_T", "CR2_T");
                } else {
                  assertThat(one.getNote()).isNotEmpty();
                }
              });
    }
  }

  @Test
  void aQuantileThatManyShareHasNoTest() {
    Amount.Builder payments = Amount.newBuilder().addEvent("paid");
    LiftReport report =
        paying(
            30,
            spec("b")
                .addSecondary(
                    Metric.newBuilder()
                        .setName("median")
                        .setQuantile(AmountQuantile.newBuilder().setOf(payments).setQ(0.5))));

    assertThat(report.getMetrics(0).getComparisons(0).hasPValue()).isFalse();
    assertThat(report.getMetrics(0).getComparisons(0).getNote()).contains("just this value");
  }
}
