package dev.firstvalue.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.v1.LiftPolicy;
import dev.firstvalue.definition.v1.LiftRow;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.QualityBlock;
import dev.firstvalue.definition.v1.QualityPolicy;
import dev.firstvalue.definition.v1.ReachPolicy;
import dev.firstvalue.definition.v1.SamplePolicy;
import dev.firstvalue.definition.v1.Waiver;
import dev.firstvalue.validation.v1.FunnelStep;
import dev.firstvalue.validation.v1.GateOutcome;
import dev.firstvalue.validation.v1.Population;
import dev.firstvalue.validation.v1.QualityGate;
import dev.firstvalue.validation.v1.Segment;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.Verdict;
import dev.firstvalue.validation.v1.VerdictFinding;
import dev.firstvalue.validation.v1.VerdictOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BacktestTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
  private static final PolicySpec FEW_SUFFICE =
      PolicySpec.newBuilder()
          .setSample(SamplePolicy.newBuilder().setEntities(50).setPerCell(5))
          .setLift(LiftPolicy.newBuilder().setOn(LiftRow.LIFT_ROW_FIXED_WINDOW))
          .build();

  /** 40 reach value and 30 of them stay; 60 do not and 12 of them stay. */
  private static SmallProduct hundred() {
    return new SmallProduct()
        .users(
            30,
            "free",
            Map.of("opened", DAY, "lesson", DAY.multipliedBy(2), "lesson#2", DAY.multipliedBy(10)))
        .users(10, "pro", Map.of("opened", DAY, "lesson", DAY.multipliedBy(3)))
        .users(12, "pro", Map.of("opened", DAY.multipliedBy(2), "lesson", DAY.multipliedBy(8)))
        .users(48, "free", Map.of());
  }

  private static ValidationReport report(SmallProduct product, PolicySpec policy, Instant asOf) {
    return new Backtest(new ReferenceFacts(product.events(), List.of()), CLOCK)
        .run(
            SmallProduct.subject(policy),
            new Scope(Optional.of(asOf), Optional.empty(), Optional.empty()));
  }

  private static ValidationReport mature(SmallProduct product, PolicySpec policy) {
    return report(product, policy, SmallProduct.BEGIN.plus(DAY.multipliedBy(30)));
  }

  @Test
  void countsTheWholeTableOfReachAndRetention() {
    ValidationReport report = mature(hundred(), FEW_SUFFICE);

    assertThat(report.getReachability().getReached()).isEqualTo(40);
    assertThat(report.getReachability().getEligible()).isEqualTo(100);
    assertThat(report.getLift().getTable().getReachedRetained()).isEqualTo(30);
    assertThat(report.getLift().getTable().getReachedLost()).isEqualTo(10);
    assertThat(report.getLift().getTable().getOtherRetained()).isEqualTo(12);
    assertThat(report.getLift().getTable().getOtherLost()).isEqualTo(48);
    assertThat(report.getLift().getRetainedIfReached()).isEqualTo(0.75);
    assertThat(report.getLift().getRetainedIfNot()).isEqualTo(0.2);
    assertThat(report.getLift().getDifference().getEstimate()).isCloseTo(0.55, within(1e-12));
    assertThat(report.getLift().getDifference().getInterval().getMethod()).isEqualTo("NEWCOMBE");
    assertThat(report.getLift().getRatio().getEstimate()).isCloseTo(3.75, within(1e-12));
    assertThat(report.getLift().getRatio().getInterval().getMethod()).isEqualTo("KOOPMAN");
    assertThat(report.getVerdict().getFindingsList())
        .filteredOn(f -> f.getSeverity() == VerdictOutcome.VERDICT_OUTCOME_PASS)
        .extracting(VerdictFinding::getRule)
        .containsExactly("reach-in-band", "lift-above-minimum");
  }

  @Test
  void theThreePopulationsAddUpToThoseWhoEntered() {
    Instant almost = SmallProduct.BEGIN.plus(DAY.multipliedBy(30)).minusMillis(1);

    Population mature = mature(hundred(), FEW_SUFFICE).getPopulation();
    Population immature = report(hundred(), FEW_SUFFICE, almost).getPopulation();

    assertThat(mature.getEligible()).isEqualTo(100);
    assertThat(immature.getEligible()).isZero();
    assertThat(immature.getImmature()).isEqualTo(100);
    assertThat(immature.getReachMature()).isEqualTo(100);
    for (Population population : List.of(mature, immature)) {
      assertThat(
              population.getEligible()
                  + population.getImmature()
                  + population.getNewnessUnverified())
          .isEqualTo(population.getEntities());
    }
  }

  @Test
  void aLogWithoutMatureEntitiesSaysSoAndNamesTheFlag() {
    ValidationReport report =
        new Backtest(new ReferenceFacts(hundred().events(), List.of()), CLOCK)
            .run(SmallProduct.subject(FEW_SUFFICE), Scope.everything());

    assertThat(report.getVerdict().getOutcome())
        .isEqualTo(VerdictOutcome.VERDICT_OUTCOME_UNDECIDED);
    assertThat(report.getVerdict().getSentence()).contains("Nobody is mature").contains("--as-of");
    assertThat(report.getReachability().hasRate()).isFalse();
    assertThat(report.getLift().getDifference().hasEstimate()).isFalse();
    assertThat(report.getProvenance().getWatermarkSource()).isEqualTo("NEWEST_EVENT");
  }

  @Test
  void theMedianIsOverEveryoneAndAbsentWhenHalfNeverReachValue() {
    ValidationReport fewer = mature(hundred(), FEW_SUFFICE);
    SmallProduct more = hundred().users(60, "free", Map.of("lesson", DAY.multipliedBy(4)));

    assertThat(fewer.getTimeToValue().hasMedian()).isFalse();
    assertThat(fewer.getTimeToValue().getEntities()).isEqualTo(100);
    assertThat(mature(more, FEW_SUFFICE).getTimeToValue().getMedian().getSeconds())
        .isEqualTo(DAY.multipliedBy(4).toSeconds());
  }

  @Test
  void theFunnelCountsWhoStandsWhere() {
    List<FunnelStep> funnel = mature(hundred(), FEW_SUFFICE).getFunnelList();

    assertThat(funnel).extracting(FunnelStep::getName).containsExactly("start", "opened", "value");
    assertThat(funnel).extracting(FunnelStep::getReached).containsExactly(100, 52, 40);
    assertThat(funnel).extracting(FunnelStep::getStuck).containsExactly(48, 12, 40);
  }

  @Test
  void segmentsTooSmallAreNamedSo() {
    PolicySpec policy =
        PolicySpec.newBuilder()
            .setSample(SamplePolicy.newBuilder().setEntities(50).setPerCell(20))
            .build();

    List<Segment> segments = mature(hundred(), policy).getSegmentsList();

    assertThat(segments).extracting(Segment::getValue).containsExactly("free", "pro");
    assertThat(segments.get(0).getReachability().getEligible()).isEqualTo(78);
    assertThat(segments.get(0).getTooFew()).isFalse();
    assertThat(segments.get(1).getTooFew()).isTrue();
    assertThat(segments.get(1).hasDifference()).isFalse();
  }

  @Test
  void belowTheSampleEverythingIsUndecided() {
    ValidationReport report = mature(hundred(), PolicySpec.getDefaultInstance());

    assertThat(report.getVerdict().getOutcome())
        .isEqualTo(VerdictOutcome.VERDICT_OUTCOME_UNDECIDED);
    assertThat(report.getVerdict().getFindingsList())
        .extracting(VerdictFinding::getRule)
        .contains("sample-too-small");
  }

  @Test
  void whatEverybodyReachesIsTooEasy() {
    SmallProduct easy = new SmallProduct().users(100, "free", Map.of("lesson", DAY));

    assertThat(failures(mature(easy, FEW_SUFFICE))).containsExactly("reach-too-high");
  }

  @Test
  void whatHardlyAnybodyReachesIsTooHard() {
    SmallProduct hard =
        new SmallProduct().users(198, "free", Map.of()).users(2, "free", Map.of("lesson", DAY));

    assertThat(failures(mature(hard, FEW_SUFFICE))).containsExactly("reach-too-low");
  }

  @Test
  void whatComesWithSigningUpIsTooEarly() {
    SmallProduct early =
        new SmallProduct().users(100, "free", Map.of("lesson", Duration.ofMinutes(1)));

    assertThat(failures(mature(early, FEW_SUFFICE)))
        .containsExactlyInAnyOrder("reach-too-high", "reach-too-early");
  }

  @Test
  void reachThatDoesNotGoWithStayingFails() {
    SmallProduct product =
        new SmallProduct()
            .users(100, "free", Map.of("lesson", DAY))
            .users(50, "free", Map.of("lesson", DAY.multipliedBy(9)))
            .users(50, "free", Map.of());

    assertThat(failures(mature(product, FEW_SUFFICE))).containsExactly("lift-too-low");
  }

  @Test
  void aWaiverTurnsAFailureIntoAWarningUntilItsLastDay() {
    SmallProduct easy =
        new SmallProduct()
            .users(95, "free", Map.of("lesson", DAY, "lesson#2", DAY.multipliedBy(9)))
            .users(5, "free", Map.of());
    ReachPolicy reach = ReachPolicy.newBuilder().setCeiling(0.5).build();
    Waiver.Builder waiver =
        Waiver.newBuilder()
            .setRule("reach-too-high")
            .setDefinition("lesson")
            .setReason("a free product")
            .setApprover("ana")
            .setUntil("2026-06-01");
    PolicySpec waived = FEW_SUFFICE.toBuilder().setReach(reach).addWaivers(waiver).build();
    PolicySpec expired =
        FEW_SUFFICE.toBuilder()
            .setReach(reach)
            .addWaivers(waiver.clone().setUntil("2026-05-31"))
            .build();

    assertThat(mature(easy, waived).getVerdict().getOutcome())
        .isEqualTo(VerdictOutcome.VERDICT_OUTCOME_WARN);
    assertThat(failures(mature(easy, expired))).containsExactly("reach-too-high");
  }

  @Test
  void rowsThatAreTooBadLeaveNoVerdictUnlessThatIsWaived() {
    SmallProduct product = hundred();
    List<Event> events = new ArrayList<>(product.events());
    Event lost = new Event(events.getFirst().timestamp(), "lesson", null, "", null, Map.of());
    events.addAll(Collections.nCopies(60, lost));
    Waiver waiver =
        Waiver.newBuilder()
            .setRule("rows-without-entity")
            .setDefinition("lesson")
            .setReason("visitors")
            .setApprover("ana")
            .setUntil("2026-06-01")
            .build();
    QualityPolicy.Builder strict =
        QualityPolicy.newBuilder().setBlock(QualityBlock.newBuilder().setWithoutEntity(0.2));
    PolicySpec blocks = FEW_SUFFICE.toBuilder().setQuality(strict).build();

    Verdict degraded = verdict(events, FEW_SUFFICE);
    Verdict blocked = verdict(events, blocks);
    Verdict waived = verdict(events, blocks.toBuilder().addWaivers(waiver).build());

    assertThat(degraded.getOutcome()).isEqualTo(VerdictOutcome.VERDICT_OUTCOME_WARN);
    assertThat(blocked.getOutcome()).isEqualTo(VerdictOutcome.VERDICT_OUTCOME_UNDECIDED);
    assertThat(blocked.getFindings(0).getRule()).isEqualTo("rows-without-entity");
    assertThat(blocked.getFindingsList())
        .extracting(VerdictFinding::getSeverity)
        .containsOnly(VerdictOutcome.VERDICT_OUTCOME_UNDECIDED);
    assertThat(waived.getOutcome()).isEqualTo(VerdictOutcome.VERDICT_OUTCOME_WARN);
  }

  @Test
  void rowsDatedInTheFutureAreCountedAgainstTheClock() {
    SmallProduct product = hundred();
    List<Event> events = new ArrayList<>(product.events());
    long later = Micros.of(CLOCK.instant().plus(DAY));
    events.add(new Event(later, "lesson", null, "u0", null, Map.of()));

    ValidationReport report =
        new Backtest(new ReferenceFacts(events, List.of()), CLOCK)
            .run(SmallProduct.subject(FEW_SUFFICE), Scope.everything());

    assertThat(report.getDataQuality().getInFuture()).isEqualTo(1);
    assertThat(report.getQualityGatesList())
        .filteredOn(gate -> gate.getOutcome() == GateOutcome.GATE_OUTCOME_DEGRADE)
        .extracting(QualityGate::getRule)
        .containsExactly("clock-wrong");
  }

  private static Verdict verdict(List<Event> events, PolicySpec policy) {
    Instant end = SmallProduct.BEGIN.plus(DAY.multipliedBy(30));
    return new Backtest(new ReferenceFacts(events, List.of()), CLOCK)
        .run(
            SmallProduct.subject(policy),
            new Scope(Optional.of(end), Optional.empty(), Optional.empty()))
        .getVerdict();
  }

  private static List<String> failures(ValidationReport report) {
    return report.getVerdict().getFindingsList().stream()
        .filter(f -> f.getSeverity() == VerdictOutcome.VERDICT_OUTCOME_FAIL)
        .map(VerdictFinding::getRule)
        .toList();
  }
}
