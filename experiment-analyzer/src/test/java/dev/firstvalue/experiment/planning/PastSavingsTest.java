package dev.firstvalue.experiment.planning;

import static dev.firstvalue.experiment.SmallExperiment.BEGIN;
import static dev.firstvalue.experiment.SmallExperiment.END;
import static dev.firstvalue.experiment.SmallExperiment.event;
import static dev.firstvalue.experiment.SmallExperiment.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.v1.Adjustment;
import dev.firstvalue.definition.v1.Amount;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Looks;
import dev.firstvalue.definition.v1.PastCount;
import dev.firstvalue.definition.v1.PowerPlan;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.experiment.SmallExperiment;
import dev.firstvalue.experiment.v1.PastSaving;
import dev.firstvalue.experiment.v1.PlanningReport;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Eight weeks of 40 starts each, two users to an account. Before they signed up they had paid 0 to
 * 3 times; the more often, the more of them finish a lesson.
 */
final class PastSavingsTest {
  private static final int WEEKS = 8;

  private static PlanningReport report(ExperimentSpec.Builder spec, Duration logBegins) {
    List<Event> events = new ArrayList<>();
    events.add(event("lesson", "somebody-else", logBegins));
    for (int week = 0; week < WEEKS; week++) {
      for (int i = 0; i < 40; i++) {
        Duration at = Duration.ofDays(7L * week).plusHours(i);
        String user = week + "-" + i;
        String account = week + "+" + i / 2;
        events.add(inAccount(event("signed_up", user, at), account));
        for (int paid = 0; paid < i % 4; paid++) {
          events.add(inAccount(SmallExperiment.paid(user, at.minusHours(1 + paid), 1), account));
        }
        if (i / 4 % 4 < i % 4) {
          events.add(inAccount(event("lesson", user, at.plusHours(1)), account));
        }
      }
    }
    return new Planning(new ReferenceFacts(events, List.of()), Clock.fixed(END, ZoneOffset.UTC))
        .run(SmallExperiment.trial(spec), Optional.of(BEGIN.plus(Duration.ofDays(7L * WEEKS))));
  }

  private static PlanningReport report(ExperimentSpec.Builder spec) {
    return report(spec, Duration.ofDays(-30));
  }

  private static Event inAccount(Event event, String account) {
    return new Event(
        event.timestamp(), event.name(), event.id(), event.user(), account, event.properties());
  }

  private static ExperimentSpec.Builder plain() {
    return spec("b").setPower(PowerPlan.newBuilder().setMinimumEffect(0.05).setPower(0.8));
  }

  private static ExperimentSpec.Builder past(String event) {
    return plain()
        .addPast(
            PastCount.newBuilder()
                .setName("before")
                .setCount(Amount.newBuilder().addEvent(event))
                .setLookback("7d"));
  }

  private static ExperimentSpec.Builder decided(String event) {
    return past(event).setTest(TestPlan.newBuilder().setAdjustment(Adjustment.ADJUSTMENT_LIN));
  }

  /** R 4.2.2: cor(x, y)^2 of the 281 mature, and power.prop.test's n times what that leaves. */
  @Test
  void aPastThatDecidesSavesItsSquaredCorrelation() {
    PlanningReport report = report(decided("paid"));
    PastSaving past = report.getPast(0);

    assertThat(past.getEntities()).isEqualTo(281).isEqualTo(report.getEntities());
    assertThat(past.getWithout()).isEqualTo(71);
    assertThat(past.getVarianceSaved()).isCloseTo(0.374529448743194, within(1e-12));
    assertThat(past.getCounted()).isTrue();
    assertThat(past.getSentence())
        .isEqualTo(
            "By 281 users who started from 2025-12-29 on and before 2026-03-02, taking it out saves"
                + " 37.5 % of the variance, which is counted.");
    assertThat(report.getSizes(0).getEntities()).isEqualTo(971);
    assertThat(report.getEffects(0).getEffect())
        .isLessThan(report(plain()).getEffects(0).getEffect());
  }

  @Test
  void aSecondOpinionSavesNothingAndSaysSo() {
    PlanningReport report = report(past("paid"));

    assertThat(report.getPast(0).getVarianceSaved()).isCloseTo(0.374529448743194, within(1e-12));
    assertThat(report.getPast(0).getCounted()).isFalse();
    assertThat(report.getPast(0).getSentence()).contains("Not counted: the plan does not decide");
    assertThat(report.getSizesList()).isEqualTo(report(plain()).getSizesList());
  }

  @Test
  void withoutAPastThereIsNothingToCount() {
    PlanningReport nobody = report(decided("lesson"));

    assertThat(nobody.getPast(0).hasVarianceSaved()).isFalse();
    assertThat(nobody.getPast(0).getSentence()).contains("none of them did any of it before");
    assertThat(nobody.getSizesList()).isEqualTo(report(plain()).getSizesList());
    assertThat(report(plain()).getPastList()).isEmpty();
  }

  /** Without the event of somebody else the log begins with the first week. */
  @Test
  void whoStartedBeforeTheLogIsKnownTellsNothing() {
    Duration late = Duration.ofDays(1);
    PastSaving some = report(decided("paid"), late).getPast(0);
    ExperimentSpec.Builder longer = decided("paid");
    longer.getPastBuilder(0).setLookback("49d");
    PastSaving few = report(longer, late).getPast(0);

    assertThat(some.getUnknown()).isEqualTo(40);
    assertThat(some.getVarianceSaved()).isBetween(0.3, 0.374);
    assertThat(few.getUnknown()).isEqualTo(280);
    assertThat(few.getCounted()).isFalse();
    assertThat(few.getSentence()).contains("known of fewer than 100");
  }

  /** R: one less the squares of rowsum(residuals, account) over those of the deviations. */
  @Test
  void byAccountItSavesWhatIsLeftOfTheAccountsSums() {
    PastSaving past = report(decided("paid").setCluster("account")).getPast(0);

    assertThat(past.getVarianceSaved()).isCloseTo(0.416705278054915, within(1e-12));
  }

  private static ExperimentSpec.Builder looks(ExperimentSpec.Builder spec, Double... at) {
    return spec.setTest(
        spec.getTest().toBuilder().setLooks(Looks.LOOKS_PLANNED).addAllAt(List.of(at)));
  }

  /** 971 with one look, which 0.5 and 1 near O'Brien and Fleming inflate by what they cost. */
  @Test
  void plannedLooksCostWhatTheyCostOfWhatThePastLeaves() {
    PlanningReport once = report(decided("paid"));
    PlanningReport one = report(looks(decided("paid"), 1.0));
    PlanningReport two = report(looks(decided("paid"), 0.5, 1.0));
    PlanningReport plain = report(looks(plain(), 0.5, 1.0));

    assertThat(one.getSizesList()).isEqualTo(once.getSizesList());
    assertThat(one.getEffectsList()).isEqualTo(once.getEffectsList());
    assertThat(two.getInflation()).isGreaterThan(1).isEqualTo(plain.getInflation());
    assertThat(two.getSizes(0).getEntities() / (double) plain.getSizes(0).getEntities())
        .isCloseTo(1 - 0.374529448743194, within(0.001));
    assertThat((double) two.getSizes(0).getEntities())
        .isBetween(970 * two.getInflation(), 971 * two.getInflation() + 1);
  }
}
