package dev.firstvalue.validator.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.SamplePolicy;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.definition.v1.ValueEventSpec;
import dev.firstvalue.statistics.proportion.Newcombe;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.validation.v1.BridgeClause;
import dev.firstvalue.validation.v1.BridgeLift;
import dev.firstvalue.validation.v1.BridgeRow;
import dev.firstvalue.validation.v1.BridgeSegment;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validation.v1.VersionBridge;
import dev.firstvalue.validator.Scope;
import dev.firstvalue.validator.SmallProduct;
import dev.firstvalue.validator.Subject;
import dev.firstvalue.validator.estimate.Estimates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class BridgeTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
  private static final PolicySpec POLICY =
      PolicySpec.newBuilder()
          .setSample(SamplePolicy.newBuilder().setEntities(50).setPerCell(6))
          .build();

  /** A lesson on day 1 and 2: 20; on day 1: 12; on day 2 and 6: 8; on day 6: 10; none: 50. */
  private static final SmallProduct PRODUCT =
      new SmallProduct()
          .users(20, "free", Map.of("lesson", DAY, "lesson#2", at(2), "lesson#3", at(9)))
          .users(12, "free", Map.of("lesson", DAY))
          .users(8, "pro", Map.of("lesson", at(2), "lesson#2", at(6)))
          .users(10, "pro", Map.of("lesson", at(6), "lesson#2", at(20)))
          .users(45, "free", Map.of())
          .users(5, "pro", Map.of("opened", DAY));

  @Test
  void theFourCountsAreThoseOfTheSameEntities() {
    VersionBridge bridge = bridge(spec -> {}, spec -> spec.getQualifiesBuilder().setAtLeast(2));

    BridgeRow row = bridge.getOverall();
    assertThat(bridge.getChange()).isEqualTo("NARROWS");
    assertThat(bridge.getCompared()).isEqualTo(100);
    assertThat(bridge.getFromOnly() + bridge.getToOnly()).isZero();
    assertThat(row.getBoth()).isEqualTo(28);
    assertThat(row.getLost()).isEqualTo(22);
    assertThat(row.getGained()).isZero();
    assertThat(row.getNeither()).isEqualTo(50);
    assertThat(row.getJaccard()).isCloseTo(28.0 / 50, within(1e-12));
    assertThat(row.getChange().getEstimate()).isCloseTo(-0.22, within(1e-12));
    assertThat(row.getChange().getInterval().getMethod()).isEqualTo("NEWCOMBE");
    assertThat(row.getTango().getMethod()).isEqualTo("TANGO");
    assertThat(bridge.getGainedEntitiesList()).isEmpty();
    assertThat(bridge.getLostEntitiesList()).hasSize(20).contains("u20").doesNotContain("u0");
  }

  @Test
  void theFactorIsReachOverReachAndEverySegmentHasItsOwn() {
    VersionBridge bridge = bridge(spec -> {}, spec -> spec.getQualifiesBuilder().setAtLeast(2));

    BridgeRow row = bridge.getOverall();
    assertThat(row.getFactor().getEstimate())
        .isCloseTo(row.getReachTo().getRate() / row.getReachFrom().getRate(), within(1e-12));
    assertThat(row.getFactorLogVariance()).isCloseTo(22.0 / (28 * 50), within(1e-12));
    BridgeSegment plan = bridge.getSegments(0);
    assertThat(plan.getRowsList()).extracting(BridgeRow::getValue).containsExactly("free", "pro");
    assertThat(plan.getRowsList().stream().mapToInt(BridgeRow::getLost).sum())
        .isEqualTo(row.getLost());
    assertThat(plan.getRows(0).getFactor().getEstimate()).isCloseTo(20.0 / 32, within(1e-12));
    assertThat(plan.getRows(1).getFactor().getEstimate()).isCloseTo(8.0 / 18, within(1e-12));
    assertThat(plan.getDegreesOfFreedom()).isEqualTo(1);
    assertThat(plan.getByValue()).isEqualTo(plan.getPValue() < 0.05);
  }

  @Test
  void liftChangesByThoseWhoFlip() {
    VersionBridge bridge = bridge(spec -> {}, spec -> spec.getQualifiesBuilder().setAtLeast(2));

    assertThat(bridge.getLift().getOutcome()).isEqualTo("month");
    assertThat(bridge.getLift().getFrom()).isCloseTo(30.0 / 50, within(1e-12));
    assertThat(bridge.getLift().getTo()).isCloseTo(20.0 / 28 - 10.0 / 72, within(1e-12));
    assertThat(bridge.getLift().getChange().getEstimate())
        .isCloseTo(bridge.getLift().getTo() - bridge.getLift().getFrom(), within(1e-12));
    assertThat(bridge.getLift().getFromInterval())
        .isEqualTo(newcombe(new Proportion(30, 50), new Proportion(0, 50)));
    assertThat(bridge.getLift().getToInterval())
        .isEqualTo(newcombe(new Proportion(20, 28), new Proportion(10, 72)));
    assertThat(bridge.getLift().getClusters()).isEqualTo(100);
    assertThat(bridge.getLift().getChange().getInterval().getMethod()).isEqualTo("STUDENT_T");
  }

  private static Interval newcombe(Proportion with, Proportion without) {
    return Estimates.message(Newcombe.difference(with, without, 0.95));
  }

  @Test
  void ofFewerThanAreShownThereIsNoLift() {
    BridgeLift lift =
        bridge(spec -> {}, spec -> spec.getQualifiesBuilder().setEvent(0, "opened")).getLift();

    assertThat(lift.hasFrom() || lift.hasTo() || lift.hasFromInterval()).isFalse();
    assertThat(lift.getChange().hasEstimate()).isFalse();
    assertThat(lift.getChange().getNote())
        .isEqualTo("too few: by one of the versions fewer than 6 reach value, or all but so many");
  }

  @Test
  void versionsThatSayTheSameChangeNothingAndHaveNoIntervalOfIt() {
    BridgeLift lift = bridge(spec -> {}, spec -> spec.setWithin("168h")).getLift();

    assertThat(lift.getFromInterval()).isEqualTo(lift.getToInterval());
    assertThat(lift.getChange().getEstimate()).isZero();
    assertThat(lift.getChange().hasInterval()).isFalse();
    assertThat(lift.getChange().getNote()).startsWith("both versions say the same of everyone");
  }

  @Test
  void whoIsLostIsCountedWithTheChangeThatLosesThem() {
    VersionBridge bridge =
        bridge(
            spec -> {},
            spec -> {
              spec.setWithin("5d");
              spec.getQualifiesBuilder().setAtLeast(2);
            });

    assertThat(bridge.getOverall().getLost()).isEqualTo(30);
    assertThat(bridge.getClausesList())
        .extracting(BridgeClause::getPath)
        .containsExactly("spec.within", "spec.qualifies.atLeast", "");
    // day 1 alone: too few; day 6 alone: each change is enough; day 2 and 6: only both together
    assertThat(bridge.getClausesList())
        .extracting(BridgeClause::getLost)
        .containsExactly(0, 12, 18);
    assertThat(bridge.getClausesList().stream().limit(2).allMatch(BridgeClause::getAlone)).isTrue();
  }

  @Test
  void aChangeInsideAnAllIsLookedAtByItself() {
    Condition both =
        Condition.newBuilder()
            .addAll(Condition.newBuilder().addEvent("opened"))
            .addAll(Condition.newBuilder().addEvent("lesson"))
            .build();
    VersionBridge bridge =
        bridge(
            spec -> spec.setQualifies(both),
            spec -> {
              spec.setQualifies(both.toBuilder().removeAll(0));
              spec.getQualifiesBuilder().getAllBuilder(0).setAtLeast(2);
            });

    assertThat(bridge.getOverall().getGained()).isEqualTo(28);
    assertThat(bridge.getClausesList().stream().mapToInt(BridgeClause::getGained).sum())
        .isEqualTo(28);
    assertThat(bridge.getClausesList().stream().mapToInt(BridgeClause::getLost).sum())
        .isEqualTo(bridge.getOverall().getLost());
  }

  @Test
  void anotherStartMakesTwoPopulationsThatAreComparedWhereTheyMeet() {
    VersionBridge bridge =
        bridge(
            spec -> {},
            spec -> spec.clearSegments().getStartBuilder().clearEvent().addEvent("opened"));

    assertThat(bridge.getChange()).isEqualTo("REDEFINES");
    assertThat(bridge.getNote()).contains("two populations");
    assertThat(bridge.getCompared()).isEqualTo(5);
    assertThat(bridge.getFromOnly()).isEqualTo(95);
  }

  @Test
  void nobodyIsComparedBeforeAnybodyIsMature() {
    VersionBridge bridge =
        between(
            spec -> {},
            spec -> spec.getQualifiesBuilder().setAtLeast(2),
            SmallProduct.BEGIN.plus(at(29)));

    assertThat(bridge.getCompared() + bridge.getFromOnly() + bridge.getToOnly()).isZero();
    assertThat(bridge.hasOverall()).isFalse();
    assertThat(bridge.getSentence()).startsWith("Nothing can be compared");
  }

  private static Duration at(int days) {
    return DAY.multipliedBy(days);
  }

  private static VersionBridge bridge(
      Consumer<ValueEventSpec.Builder> from, Consumer<ValueEventSpec.Builder> to) {
    return between(from, to, SmallProduct.BEGIN.plus(at(31)));
  }

  private static VersionBridge between(
      Consumer<ValueEventSpec.Builder> from, Consumer<ValueEventSpec.Builder> to, Instant asOf) {
    return new Bridge(new ReferenceFacts(PRODUCT.events(), List.of()), CLOCK)
        .between(
            side(from), side(to), new Scope(Optional.of(asOf), Optional.empty(), Optional.empty()));
  }

  private static Side side(Consumer<ValueEventSpec.Builder> edit) {
    Subject known = SmallProduct.subject(POLICY);
    ValueEvent.Builder document = known.document().toBuilder();
    edit.accept(document.getSpecBuilder());
    return new Side(
        new Subject(
            document.build(),
            Binder.plan(SmallProduct.model(), document.build()).orThrow(),
            known.policy(),
            known.provenance()),
        SmallProduct.model());
  }
}
