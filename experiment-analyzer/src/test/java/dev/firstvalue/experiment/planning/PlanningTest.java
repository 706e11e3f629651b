package dev.firstvalue.experiment.planning;

import static dev.firstvalue.experiment.SmallExperiment.BEGIN;
import static dev.firstvalue.experiment.SmallExperiment.END;
import static dev.firstvalue.experiment.SmallExperiment.event;
import static dev.firstvalue.experiment.SmallExperiment.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Looks;
import dev.firstvalue.definition.v1.PowerPlan;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.experiment.SmallExperiment;
import dev.firstvalue.experiment.v1.ArmSize;
import dev.firstvalue.experiment.v1.PlanningReport;
import dev.firstvalue.experiment.v1.WeeklyStarts;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Eight weeks of 40 starts each, every second activated; read on the Monday after them. */
final class PlanningTest {
  private static final int WEEKS = 8;

  private static PlanningReport report(ExperimentSpec.Builder spec, int starts) {
    List<Event> events = new ArrayList<>();
    for (int week = 0; week < WEEKS; week++) {
      for (int i = 0; i < starts; i++) {
        String user = week + "-" + i;
        Duration at = Duration.ofDays(7L * week).plusHours(i);
        events.add(event("signed_up", user, at));
        if (i % 2 == 0) {
          events.add(event("lesson", user, at.plusHours(1)));
        }
      }
    }
    return new Planning(new ReferenceFacts(events, List.of()), Clock.fixed(END, ZoneOffset.UTC))
        .run(SmallExperiment.trial(spec), Optional.of(BEGIN.plus(Duration.ofDays(7L * WEEKS))));
  }

  private static ExperimentSpec.Builder looking(double effect, String... treatments) {
    return spec(treatments).setPower(PowerPlan.newBuilder().setMinimumEffect(effect).setPower(0.8));
  }

  @Test
  void theRateIsThatOfTheMatureAndTheMedianWeekIsPlannedWith() {
    PlanningReport report = report(looking(0.05, "b"), 40);

    assertThat(report.getWeeksList())
        .hasSize(WEEKS)
        .extracting(WeeklyStarts::getStarts)
        .containsOnly(40);
    assertThat(report.getWeeklyStarts()).isEqualTo(40);
    assertThat(report.getEntities()).isEqualTo(40 * (WEEKS - 1) + 1);
    assertThat(report.getRate()).isCloseTo(0.5, within(0.002));
  }

  /** R 4.2.2: power.prop.test(p1 = 141 / 281, p2 = 141 / 281 + 0.05, power = 0.8)$n is 1,564.1. */
  @Test
  void sizesAreThoseOfTheTwoProportionTest() {
    PlanningReport report = report(looking(0.05, "b"), 40);

    assertThat(report.getSizesList())
        .extracting(ArmSize::getEntities)
        .containsExactly(1565L, 1565L);
    assertThat(report.getWeeksToVerdict()).isEqualTo((int) Math.ceil(2 * 1565 / 40.0) + 1);
    assertThat(report.getSentence()).contains("80 weeks to a verdict");
  }

  @Test
  void whatCouldBeFoundShrinksWithTime() {
    PlanningReport report = report(looking(0.05, "b"), 40);

    assertThat(report.getEffects(0).getWeeks()).isEqualTo(2);
    assertThat(report.getEffects(0).getControl()).isEqualTo(20);
    for (int i = 1; i < report.getEffectsCount(); i++) {
      assertThat(report.getEffects(i).getEffect()).isLessThan(report.getEffects(i - 1).getEffect());
    }
  }

  @Test
  void severalArmsAndPlannedLooksNeedMore() {
    long one = report(looking(0.05, "b"), 40).getSizes(0).getEntities();
    PlanningReport arms = report(looking(0.05, "b", "c"), 40);
    PlanningReport looks =
        report(
            looking(0.05, "b")
                .setTest(
                    TestPlan.newBuilder()
                        .setLooks(Looks.LOOKS_PLANNED)
                        .addAllAt(List.of(0.5, 1.0))),
            40);

    assertThat(arms.getAlphaEach()).isEqualTo(0.025);
    assertThat(arms.getSizes(0).getEntities()).isGreaterThan(one);
    assertThat(looks.getInflation()).isBetween(1.001, 1.05);
    assertThat(looks.getSizes(0).getEntities()).isGreaterThan(one);
  }

  /**
   * 140 accounts of two, half of them wholly activated: the correlation is 1, so that every second
   * entity says nothing new. statsmodels has no ICC; by hand: MSW = 0, ICC = 1, 1 + (2 - 1) 1 = 2.
   */
  @Test
  void membersWhoAreAlikeCostASizeTwice() {
    PlanningReport plain = report(looking(0.05, "b"), 40);
    PlanningReport report = inPairs(looking(0.05, "b").setCluster("account"), true);
    PlanningReport unlike = inPairs(looking(0.05, "b").setCluster("account"), false);

    assertThat(report.getClusterCost().getMembers()).isEqualTo(2);
    assertThat(report.getClusterCost().getIntraclassCorrelation()).isCloseTo(1, within(1e-9));
    assertThat(report.getClusterCost().getDesignEffect()).isCloseTo(2, within(1e-9));
    assertThat(report.getNotesList()).singleElement().asString().contains("2.00 times as large");
    assertThat(unlike.getClusterCost().getDesignEffect())
        .as("one of two in every account is activated: no two are alike")
        .isEqualTo(1);
    assertThat((double) report.getSizes(0).getEntities())
        .isCloseTo(2.0 * unlike.getSizes(0).getEntities(), within(2.0));
    assertThat(plain.hasClusterCost()).isFalse();
  }

  private static PlanningReport inPairs(ExperimentSpec.Builder spec, boolean alike) {
    List<Event> events = new ArrayList<>();
    for (int week = 0; week < WEEKS; week++) {
      for (int i = 0; i < 40; i++) {
        String user = week + "-" + i;
        String account = week + "+" + i / 2;
        Duration at = Duration.ofDays(7L * week).plusHours(1);
        events.add(inAccount(event("signed_up", user, at), account));
        if ((alike ? i / 2 : i) % 2 == 0) {
          events.add(inAccount(event("lesson", user, at.plusHours(1)), account));
        }
      }
    }
    return new Planning(new ReferenceFacts(events, List.of()), Clock.fixed(END, ZoneOffset.UTC))
        .run(SmallExperiment.trial(spec), Optional.of(BEGIN.plus(Duration.ofDays(7L * WEEKS))));
  }

  private static Event inAccount(Event event, String account) {
    return new Event(
        event.timestamp(), event.name(), event.id(), event.user(), account, event.properties());
  }

  @Test
  void weeksBeforeTheFirstStartAreNoWeeksToPlanBy() {
    List<Event> events = new ArrayList<>();
    for (int week = WEEKS - 3; week < WEEKS; week++) {
      for (int i = 0; i < 10 * (week - WEEKS + 4); i++) {
        events.add(event("signed_up", week + "-" + i, Duration.ofDays(7L * week).plusHours(i)));
      }
    }
    PlanningReport report =
        new Planning(new ReferenceFacts(events, List.of()), Clock.fixed(END, ZoneOffset.UTC))
            .run(
                SmallExperiment.trial(looking(0.05, "b")),
                Optional.of(BEGIN.plus(Duration.ofDays(7L * WEEKS))));

    assertThat(report.getWeeksList())
        .extracting(WeeklyStarts::getStarts)
        .containsExactly(0, 0, 0, 0, 0, 10, 20, 30);
    assertThat(report.getWeeklyStarts()).as("of 10, 20 and 30").isEqualTo(20);
  }

  @Test
  void withoutAnEffectOrAStartItSaysSo() {
    assertThat(report(spec("b"), 40).getSentence()).contains("power.minimumEffect");
    assertThat(report(looking(0.05, "b"), 0).getSentence()).contains("nothing to plan by");
    assertThat(report(looking(0.7, "b"), 40).hasWeeksToVerdict()).isFalse();
  }
}
