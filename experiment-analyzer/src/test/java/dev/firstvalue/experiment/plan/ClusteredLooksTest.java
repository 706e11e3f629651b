package dev.firstvalue.experiment.plan;

import static dev.firstvalue.experiment.SmallExperiment.BEGIN;
import static dev.firstvalue.experiment.SmallExperiment.END;
import static dev.firstvalue.experiment.SmallExperiment.event;
import static dev.firstvalue.experiment.SmallExperiment.exposure;
import static dev.firstvalue.experiment.SmallExperiment.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.v1.Correction;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Looks;
import dev.firstvalue.definition.v1.PowerPlan;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.SmallExperiment;
import dev.firstvalue.experiment.planning.Planning;
import dev.firstvalue.experiment.v1.Outlook;
import dev.firstvalue.experiment.v1.PlanningReport;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * How much information there is where errors are by account. In each account of an arm all are
 * activated, or none: a third of the accounts of the control, half of the others.
 */
final class ClusteredLooksTest {
  private static final Duration DAY = Duration.ofDays(1);

  /** R 4.2.2: {@code power.prop.test(p1 = 1/3, p2 = 1/3 + .1, power = .8, tol = 1e-12)$n}. */
  private static final double NEEDED = 369.8964628146638;

  private final List<Event> events = new ArrayList<>();
  private final List<Exposure> exposures = new ArrayList<>();

  private static ExperimentSpec.Builder plan(String... treatments) {
    return spec(treatments)
        .setUnit("account")
        .setPower(PowerPlan.newBuilder().setMinimumEffect(0.1).setPower(0.8));
  }

  private static ExperimentSpec.Builder planned(ExperimentSpec.Builder plan) {
    return plan.setTest(
        TestPlan.newBuilder().setLooks(Looks.LOOKS_PLANNED).addAllAt(List.of(0.5, 1.0)));
  }

  private ClusteredLooksTest accounts(String arm, int accounts, int members) {
    for (int account = 0; account < accounts; account++) {
      boolean active = account < (arm.equals("a") ? accounts / 3 : accounts / 2);
      for (int member = 0; member < members; member++) {
        show(arm, arm + account + "-" + member, arm + account, active);
      }
    }
    return this;
  }

  private void show(String arm, String user, String account, boolean active) {
    exposures.add(exposure(arm, user, account, DAY));
    if (active) {
      events.add(event("lesson", user, DAY.plusHours(1)));
    }
  }

  private Outlook look(ExperimentSpec.Builder spec) {
    return new Analysis(new ReferenceFacts(events, exposures), Clock.fixed(END, ZoneOffset.UTC))
        .run(SmallExperiment.trial(spec), Optional.of(BEGIN.plus(DAY.multipliedBy(14))))
        .getOutlook();
  }

  /** One of five alike says all: planning has 1 + (5 - 1) · 1 = 5, and CR1 5.07, a little more. */
  @Test
  void accountsOfFiveWhollyAlikeAreAFifthOfTheInformation() {
    Outlook look = accounts("a", 30, 5).accounts("b", 30, 5).look(plan("b"));

    assertThat(look.getDesignEffect()).isCloseTo(5, within(1e-9));
    assertThat(look.getInformation()).isCloseTo(150 / (NEEDED * 5), within(1e-9));
    assertThat(look(plan("b").setUnit("user")).getInformation())
        .isCloseTo(150 / NEEDED, within(1e-9));
    assertThat(look(plan("b").setUnit("user")).hasDesignEffect()).isFalse();
  }

  /**
   * Accounts of four with 0, 1, 2 or 4 active. R 4.2.2, sandwich 3.0-2, clubSandwich 0.5.8: {@code
   * vcovCL(lm(y ~ arm), cluster, type = "HC1")}, {@code vcovHC(type = "HC1")} and the degrees of
   * freedom of {@code coef_test(vcov = "CR2")}, v: CR1/HC1 · v/(v - 2).
   */
  @Test
  void accountsThatAreAlikeInPartHaveTheirOwnDesignEffect() {
    mixed("a", 24, 0, 1, 2, 4);
    mixed("b", 27, 1, 2, 4);
    Outlook look = look(plan("b"));

    assertThat(look.getDesignEffect())
        .isCloseTo(1.960306793279766 * 48.30128563443262 / 46.30128563443262, within(1e-9));
  }

  private void mixed(String arm, int accounts, int... active) {
    for (int account = 0; account < accounts; account++) {
      for (int member = 0; member < 4; member++) {
        String user = arm + account + "-" + member;
        show(arm, user, arm + account, member < active[account % active.length]);
      }
    }
  }

  /** R 4.2.2: z 1.3284, drift 2.7988 at 0.0811 of the information; {@code pnorm} of both tails. */
  @Test
  void theChanceOfASignificantEndGoesByAccountsToo() {
    Outlook look = accounts("a", 30, 5).accounts("b", 30, 5).look(plan("b"));

    assertThat(look.getConditionalPower()).isCloseTo(0.8491754344017484, within(1e-9));
  }

  @Test
  void aPlannedLookIsNotReachedByMembersWhoSayTheSame() {
    accounts("a", 60, 5).accounts("b", 60, 5);

    assertThat(look(planned(plan("b").setUnit("user"))).getLook()).isEqualTo(1);
    assertThat(look(planned(plan("b"))).getLook()).isZero();
  }

  @Test
  void accountsOfOneAreUsersByThemselves() {
    Outlook look = accounts("a", 30, 1).accounts("b", 30, 1).look(plan("b"));

    assertThat(look.getDesignEffect()).isCloseTo(1, within(1e-12));
    assertThat(look.getInformation())
        .isCloseTo(look(plan("b").setUnit("user")).getInformation(), within(1e-12));
  }

  /** A third and half of 19 or of 20 accounts, of whom two and three of four are active. */
  @Test
  void fewerThanTwentyAccountsDoNotShowHowAlikeTheirMembersAre() {
    mixed("a", 20, 1, 2);
    mixed("b", 19, 2, 3);
    Outlook few = look(plan("b"));
    show("b", "b19-0", "b19", true);
    Outlook enough = look(plan("b"));

    assertThat(few.getDesignEffect()).as("wholly alike").isCloseTo(4, within(1e-12));
    assertThat(enough.getDesignEffect()).isEqualTo(1);
  }

  /** Each account has a member in either arm who does as the other: their difference is exact. */
  @Test
  void whatIsGainedWithinAccountsIsNotCounted() {
    for (int account = 0; account < 30; account++) {
      show("a", "a" + account, "both" + account, account % 3 == 0);
      show("b", "b" + account, "both" + account, account % 3 == 0);
    }
    Outlook look = look(plan("b").setUnit("user").setCluster("account"));

    assertThat(look.getDesignEffect()).isEqualTo(1);
  }

  @Test
  void theArmOfWhomLeastIsKnownSaysWhatIsNeeded() {
    Outlook look =
        accounts("a", 30, 5).accounts("b", 30, 1).accounts("c", 30, 5).look(plan("b", "c"));

    assertThat(look.getDesignEffect()).as("that of c").isCloseTo(5, within(1e-9));
  }

  /** R 4.2.2: as above with {@code sig.level = .025}: alpha is planned for as Bonferroni would. */
  @Test
  void armsThatShareAlphaNeedAsManyAsTheyWerePlannedWith() {
    accounts("a", 30, 1).accounts("b", 30, 1).accounts("c", 30, 1);
    ExperimentSpec.Builder each =
        plan("b", "c").setTest(TestPlan.newBuilder().setCorrection(Correction.CORRECTION_NONE));

    assertThat(look(plan("b", "c")).getInformation())
        .isCloseTo(30 / 448.0771387315821, within(1e-9));
    assertThat(look(each).getInformation()).isCloseTo(30 / NEEDED, within(1e-9));
  }

  /**
   * Accounts of four with 0, 1, 2 or 4 active, seen by planning and then exposed until each arm has
   * the size that was planned: that is all the information.
   */
  @Test
  void theSizeThatWasPlannedIsAllTheInformation() {
    ExperimentSpec.Builder spec = planned(plan("b"));
    int weeks = 8;
    int starts = 400;
    int[] active = {0, 1, 2, 4};
    for (int i = 0; i < weeks * starts; i++) {
      Duration at = Duration.ofDays(7L * (i / starts)).plusHours(1);
      started("p" + i, "p" + i / 4, at, i % 4 < active[i / 4 % 4]);
    }
    PlanningReport report =
        new Planning(new ReferenceFacts(events, List.of()), Clock.fixed(END, ZoneOffset.UTC))
            .run(SmallExperiment.trial(spec), Optional.of(BEGIN.plus(Duration.ofDays(7L * weeks))));
    int accounts = Math.toIntExact(report.getSizes(0).getEntities() / 4);
    events.clear();
    mixed("a", accounts, active);
    mixed("b", accounts, active);
    Outlook look = look(spec);

    // By hand: MSB 0.547, MSW 0.146, ICC 0.408.
    assertThat(report.getClusterCost().getDesignEffect()).isCloseTo(2.223, within(0.001));
    assertThat(look.getDesignEffect() / report.getClusterCost().getDesignEffect())
        .isCloseTo(1, within(0.02));
    assertThat(look.getInformation()).isCloseTo(1, within(0.02));
  }

  private void started(String user, String account, Duration at, boolean active) {
    events.add(inAccount(event("signed_up", user, at), account));
    if (active) {
      events.add(inAccount(event("lesson", user, at.plusHours(1)), account));
    }
  }

  private static Event inAccount(Event event, String account) {
    return new Event(
        event.timestamp(), event.name(), event.id(), event.user(), account, event.properties());
  }
}
