package dev.firstvalue.experiment.population;

import static dev.firstvalue.experiment.SmallExperiment.event;
import static dev.firstvalue.experiment.SmallExperiment.exposure;
import static dev.firstvalue.experiment.SmallExperiment.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.v1.Arm;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.MultipleArms;
import dev.firstvalue.definition.v1.PriorQualifiers;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.SmallExperiment;
import dev.firstvalue.experiment.plan.Trial;
import dev.firstvalue.experiment.v1.ArmResult;
import dev.firstvalue.experiment.v1.DailyEffect;
import dev.firstvalue.experiment.v1.DailyExposures;
import dev.firstvalue.experiment.v1.Decision;
import dev.firstvalue.experiment.v1.Excluded;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.OtherArm;
import dev.firstvalue.experiment.v1.OtherArmKind;
import dev.firstvalue.experiment.v1.ReportFinding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every exposed entity goes to exactly one place. The log is read up to day 20. */
final class PlacesTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WINDOW = SmallExperiment.WINDOW;

  /** One user a place, and two who are compared. */
  private static final List<Exposure> EXPOSURES =
      List.of(
          exposure("a", "compared-a", DAY),
          exposure("b", "compared-b", DAY.multipliedBy(2)),
          exposure("a", "several", DAY),
          exposure("b", "several", DAY.multipliedBy(2)),
          exposure("a", "qualified", DAY),
          exposure("b", "immature", DAY.multipliedBy(13).plusMillis(1)),
          exposure("b", "just-mature", DAY.multipliedBy(13)),
          exposure("a", "early", Duration.ofMillis(-1)),
          exposure("retired", "elsewhere", DAY),
          exposure("unplanned", "elsewhere-too", DAY),
          exposure("a", "staff", DAY));

  private static final List<Event> EVENTS =
      List.of(
          event("signed_up", "staff", Duration.ZERO),
          event("signed_up", "qualified", Duration.ZERO),
          event("lesson", "qualified", DAY.dividedBy(2)),
          event("lesson", "compared-b", DAY.multipliedBy(2).plus(WINDOW).minusMillis(1)),
          event("lesson", "compared-a", DAY.plus(WINDOW)),
          event("lesson", "several", DAY.multipliedBy(3)));

  private static LiftReport report(ExperimentSpec.Builder spec) {
    return new Analysis(
            new ReferenceFacts(EVENTS, EXPOSURES), Clock.fixed(SmallExperiment.END, ZoneOffset.UTC))
        .run(
            SmallExperiment.trial(spec.addArms(Arm.newBuilder().setName("retired").setWeight(0))),
            Optional.of(SmallExperiment.BEGIN.plus(DAY.multipliedBy(20))));
  }

  private static ArmResult arm(LiftReport report, String name) {
    return report.getArmsList().stream()
        .filter(arm -> arm.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyPlaceIsCountedOnce() {
    LiftReport report = report(spec("b"));

    assertThat(report.getExcluded())
        .isEqualTo(
            Excluded.newBuilder()
                .setMultipleArms(1)
                .setImmature(1)
                .setPriorQualifiers(1)
                .setOutsidePeriod(1)
                .setOtherArms(2)
                .setExcludedEntities(1)
                .build());
    assertThat(arm(report, "a").getExposed()).isEqualTo(1);
    assertThat(arm(report, "b").getExposed()).isEqualTo(2);
  }

  /** One by one they go where the counts have them. */
  @Test
  void eachEntityHasThePlaceInWhichItIsCounted() {
    Trial trial =
        SmallExperiment.trial(spec("b").addArms(Arm.newBuilder().setName("retired").setWeight(0)));
    Instant watermark = SmallExperiment.BEGIN.plus(DAY.multipliedBy(20));
    Map<String, Place> places = new TreeMap<>();
    new ReferenceFacts(EVENTS, EXPOSURES)
        .facts(
            new ExposureQuestion(trial.plan(), watermark),
            facts -> places.put(facts.entity(), Place.of(trial, watermark, facts)));

    assertThat(places)
        .containsExactly(
            Map.entry("compared-a", Place.COMPARED),
            Map.entry("compared-b", Place.COMPARED),
            Map.entry("early", Place.OUTSIDE_PERIOD),
            Map.entry("elsewhere", Place.OTHER_ARM),
            Map.entry("elsewhere-too", Place.OTHER_ARM),
            Map.entry("immature", Place.IMMATURE),
            Map.entry("just-mature", Place.COMPARED),
            Map.entry("qualified", Place.PRIOR_QUALIFIER),
            Map.entry("several", Place.SEVERAL_ARMS),
            Map.entry("staff", Place.EXCLUDED_ENTITY));
  }

  @Test
  void anArmOfWeightZeroIsNotCompared() {
    assertThat(report(spec("b")).getArmsList())
        .extracting(ArmResult::getName)
        .containsExactly("a", "b");
  }

  @Test
  void armsThatAreNotComparedAreToldApart() {
    LiftReport report =
        report(
            spec("b").addArms(Arm.newBuilder().setName("unplanned").setWeight(1).setHoldout(true)));

    assertThat(report.getOtherArmsList())
        .extracting(OtherArm::getArm, OtherArm::getKind, OtherArm::getExposed)
        .containsExactly(
            tuple("unplanned", OtherArmKind.OTHER_ARM_KIND_HOLDOUT, 1),
            tuple("retired", OtherArmKind.OTHER_ARM_KIND_WEIGHTLESS, 1));
    assertThat(report.getArmsList()).as("a holdout is no arm").hasSize(2);
    assertThat(report(spec("b")).getOtherArms(1).getKind())
        .isEqualTo(OtherArmKind.OTHER_ARM_KIND_UNPLANNED);
    assertThat(report(spec("b")).getFindingsList())
        .extracting(ReportFinding::getRule)
        .contains("unplanned-arms");
  }

  @Test
  void theEffectOfTheLastDayIsThatOfTheReport() {
    LiftReport report = report(spec("b"));
    List<DailyEffect> days = report.getDailyEffectsList();

    assertThat(days).extracting(DailyEffect::getEntities).containsExactly(2, 3);
    assertThat(days.getLast().getDay()).isEqualTo("2026-01-18");
    assertThat(days.getFirst().getDifference().getEstimate()).isEqualTo(1);
    assertThat(days.getLast().getDifference()).isEqualTo(report.getComparisons(0).getDifference());
  }

  @Test
  void whatCannotBeReadIsSaidAndNothingBreaks() {
    assertThat(at(Duration.ofDays(-1), EXPOSURES)).contains("not-started");
    assertThat(at(DAY.multipliedBy(20), List.of())).contains("nobody-exposed");
    assertThat(at(DAY.multipliedBy(5), EXPOSURES)).contains("nobody-mature");
    assertThat(at(DAY.multipliedBy(20), List.of(exposure("a", "compared-a", DAY))))
        .as("nobody saw the other arm")
        .contains("nobody-exposed");
  }

  private static List<String> at(Duration asOf, List<Exposure> exposures) {
    LiftReport report =
        new Analysis(
                new ReferenceFacts(EVENTS, exposures),
                Clock.fixed(SmallExperiment.END, ZoneOffset.UTC))
            .run(SmallExperiment.trial(spec("b")), Optional.of(SmallExperiment.BEGIN.plus(asOf)));
    assertThat(report.getDecision()).isEqualTo(Decision.DECISION_NO_DECISION);
    return report.getFindingsList().stream().map(ReportFinding::getRule).toList();
  }

  @Test
  void theWindowEndsBeforeItsLastInstant() {
    LiftReport report = report(spec("b"));

    assertThat(arm(report, "a").getActivated()).isZero();
    assertThat(arm(report, "b").getActivated()).isEqualTo(1);
  }

  @Test
  void assignedAreThoseOfAnArmBeforeTheyAreSetAside() {
    LiftReport report = report(spec("b"));

    assertThat(arm(report, "a").getAssigned()).isEqualTo(2);
    assertThat(arm(report, "b").getAssigned()).isEqualTo(3);
    assertThat(arm(report, "a").getPriorQualifiers()).isEqualTo(1);
    assertThat(arm(report, "b").getImmature()).isEqualTo(1);
    assertThat(report.getDailyList().stream().mapToInt(DailyExposures::getExposed).sum())
        .isEqualTo(5);
  }

  @Test
  void whoSawSeveralArmsCountsInTheFirstIfThePlanSaysSo() {
    LiftReport report = report(spec("b").setMultipleArms(MultipleArms.MULTIPLE_ARMS_FIRST));

    assertThat(arm(report, "a").getExposed()).isEqualTo(2);
    assertThat(arm(report, "a").getActivated()).isEqualTo(1);
    assertThat(report.getExcluded().getMultipleArms()).isEqualTo(1);
    assertThat(report.getFindingsList())
        .filteredOn(finding -> finding.getRule().equals("several-arms"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.getMessage()).contains("1 entities (16.67 %)"));
  }

  @Test
  void whoQualifiedBeforeStaysIfThePlanSaysSo() {
    LiftReport report = report(spec("b").setPriorQualifiers(PriorQualifiers.PRIOR_QUALIFIERS_KEEP));

    assertThat(arm(report, "a").getExposed()).isEqualTo(2);
    assertThat(report.getExcluded().getPriorQualifiers()).isZero();
  }
}
