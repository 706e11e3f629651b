package dev.firstvalue.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.v1.LiftPolicy;
import dev.firstvalue.definition.v1.LiftRow;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.SamplePolicy;
import dev.firstvalue.validation.v1.Alternative;
import dev.firstvalue.validation.v1.AlternativeRule;
import dev.firstvalue.validation.v1.BiasLadder;
import dev.firstvalue.validation.v1.DroppedCovariate;
import dev.firstvalue.validation.v1.LadderRow;
import dev.firstvalue.validation.v1.LadderStep;
import dev.firstvalue.validation.v1.LateActivators;
import dev.firstvalue.validation.v1.Lift;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.VerdictFinding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The ladder, lift in full and sensitivity, on products of which every entity is known. */
final class LadderSectionTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
  private static final Scope MATURE =
      new Scope(
          Optional.of(SmallProduct.BEGIN.plus(DAY.multipliedBy(30))),
          Optional.empty(),
          Optional.empty());

  private static PolicySpec on(LiftRow row) {
    return PolicySpec.newBuilder()
        .setSample(SamplePolicy.newBuilder().setEntities(50).setPerCell(5))
        .setLift(LiftPolicy.newBuilder().setOn(row))
        .build();
  }

  private static ValidationReport report(SmallProduct product, Subject subject, Checks checks) {
    return new Backtest(new ReferenceFacts(product.events(), List.of()), CLOCK)
        .run(subject, MATURE, checks);
  }

  private static ValidationReport report(SmallProduct product, LiftRow row) {
    return report(product, SmallProduct.subject(on(row)), Checks.NONE);
  }

  /** So many opens in the window, on days of their own, a lesson on day 6 or not, and one later. */
  private static Map<String, Duration> does(int opens, boolean lesson, boolean stays) {
    Map<String, Duration> does = new HashMap<>();
    for (int i = 0; i < opens; i++) {
      does.put("opened#" + i, DAY.multipliedBy(i % 5).plusHours(1 + i));
    }
    if (lesson) {
      does.put("lesson", DAY.multipliedBy(6));
    }
    if (stays) {
      does.put("lesson#2", DAY.multipliedBy(10));
    }
    return does;
  }

  /**
   * The active reach value more often and stay more often; among the equally active who reached
   * value stays as often as who did not.
   */
  private static SmallProduct onlyActive() {
    return new SmallProduct()
        .users(60, "free", does(9, true, true))
        .users(20, "free", does(9, true, false))
        .users(15, "free", does(10, false, true))
        .users(5, "free", does(10, false, false))
        .users(5, "free", does(0, true, true))
        .users(15, "free", does(0, true, false))
        .users(20, "free", does(1, false, true))
        .users(60, "free", does(1, false, false));
  }

  /** Of the equally active, who reached value stays more often. */
  private static SmallProduct valued() {
    return new SmallProduct()
        .users(80, "free", does(3, true, true))
        .users(20, "free", does(3, true, false))
        .users(30, "free", does(4, false, true))
        .users(70, "free", does(4, false, false));
  }

  @Test
  void theRowsStandInOneOrderAndEachSaysItsNumber() {
    BiasLadder ladder = report(onlyActive(), LiftRow.LIFT_ROW_VOLUME_ADJUSTED).getLadder();

    assertThat(ladder.getRowsList())
        .extracting(LadderRow::getStep)
        .containsExactly(
            LadderStep.LADDER_STEP_ANY_TIME,
            LadderStep.LADDER_STEP_FIXED_WINDOW,
            LadderStep.LADDER_STEP_ALIVE_AT_END,
            LadderStep.LADDER_STEP_SAME_DAY,
            LadderStep.LADDER_STEP_KNOWN_AT_START,
            LadderStep.LADDER_STEP_VOLUME_ADJUSTED);
    assertThat(ladder.getRows(1).getDifference().getEstimate())
        .isCloseTo(0.65 - 0.35, within(1e-12));
    assertThat(ladder.getRows(5).getDifference().getEstimate()).isCloseTo(0, within(1e-12));
    assertThat(ladder.getSentence())
        .startsWith("Of 30.0 points, 30.0 go with how active people were anyway");
    assertThat(ladder.getRowsList()).allMatch(row -> row.getSentence().endsWith("."));
    assertThat(ladder.getCovariatesList()).containsExactly("plan");
    assertThat(ladder.hasClusters()).isFalse();
  }

  @Test
  void theVerdictRestsOnThePolicysRow() {
    ValidationReport crude = report(onlyActive(), LiftRow.LIFT_ROW_FIXED_WINDOW);
    ValidationReport adjusted = report(onlyActive(), LiftRow.LIFT_ROW_VOLUME_ADJUSTED);

    assertThat(rules(crude)).contains("lift-above-minimum");
    assertThat(rules(adjusted)).contains("lift-undecided").doesNotContain("lift-above-minimum");
    assertThat(rules(report(valued(), LiftRow.LIFT_ROW_VOLUME_ADJUSTED)))
        .contains("lift-above-minimum");
    assertThat(adjusted.getVerdict().getSentence()).contains("go with how active people were");
    assertThat(adjusted.getLadder().getDecides()).isEqualTo(LadderStep.LADDER_STEP_VOLUME_ADJUSTED);
    assertThat(crude.getLadder().getDecides()).isEqualTo(LadderStep.LADDER_STEP_FIXED_WINDOW);
  }

  @Test
  void theEquallyActiveDecideWhereThePolicySaysNothing() {
    PolicySpec silent = on(LiftRow.LIFT_ROW_UNSPECIFIED);

    assertThat(report(onlyActive(), SmallProduct.subject(silent), Checks.NONE))
        .isEqualTo(report(onlyActive(), LiftRow.LIFT_ROW_VOLUME_ADJUSTED));
  }

  @Test
  void whereNobodyIsAlikeNothingIsDecided() {
    SmallProduct product =
        new SmallProduct()
            .users(50, "free", does(9, true, true))
            .users(50, "free", does(1, false, false));

    ValidationReport report = report(product, LiftRow.LIFT_ROW_VOLUME_ADJUSTED);

    assertThat(rules(report)).contains("lift-too-few");
    assertThat(report.getLadder().getRows(5).getUnsupported()).isEqualTo(1);
  }

  @Test
  void whoComesLateIsShownApartAndStaysAmongTheOthers() {
    SmallProduct product =
        valued()
            .users(10, "free", Map.of("lesson", DAY.multipliedBy(9)))
            .users(
                5, "free", Map.of("lesson", DAY.multipliedBy(9), "lesson#2", DAY.multipliedBy(20)));
    Subject subject = SmallProduct.subject(on(LiftRow.LIFT_ROW_VOLUME_ADJUSTED), "14d");

    BiasLadder ladder = report(product, subject, Checks.NONE).getLadder();

    assertThat(ladder.getLate().getEntities())
        .isEqualTo(15 + 30); // and those whose lesson is on day 10
    assertThat(ladder.getLate().getRetained()).isEqualTo(5);
    assertThat(ladder.getRows(1).getReached() + ladder.getRows(1).getOthers()).isEqualTo(215);
    assertThat(ladder.getRows(0).getReached()).isGreaterThan(ladder.getRows(1).getReached());
  }

  @Test
  void liftIsSaidInEveryWayATableCanSayIt() {
    Lift lift = report(valued(), LiftRow.LIFT_ROW_VOLUME_ADJUSTED).getLift();

    assertThat(lift.getOddsRatio().getEstimate()).isCloseTo(80 * 70 / 600.0, within(1e-12));
    assertThat(lift.getPositivePredictiveValue().getEstimate()).isEqualTo(0.8);
    assertThat(lift.getNegativePredictiveValue().getEstimate()).isEqualTo(0.7);
    assertThat(lift.getSensitivity().getEstimate()).isCloseTo(80 / 110.0, within(1e-12));
    assertThat(lift.getSpecificity().getEstimate()).isCloseTo(70 / 90.0, within(1e-12));
    assertThat(lift.getPhi().getEstimate())
        .isCloseTo(0.5 * 0.5 / Math.sqrt(0.55 * 0.45), within(1e-12));
    assertThat(lift.getHeadroom().getEstimate()).isCloseTo(0.55 - 0.3, within(1e-12));
    assertThat(
            List.of(
                lift.getOddsRatio(),
                lift.getPositivePredictiveValue(),
                lift.getPhi(),
                lift.getHeadroom()))
        .allMatch(estimate -> estimate.hasInterval() && estimate.getNote().isEmpty());
    assertThat(lift.getNote()).isEmpty();
  }

  @Test
  void degenerateTablesAreNamed() {
    SmallProduct everybody = new SmallProduct().users(60, "free", does(1, true, true));

    Lift lift = report(everybody, LiftRow.LIFT_ROW_VOLUME_ADJUSTED).getLift();

    assertThat(lift.getNote()).isEqualTo("everybody reached value");
    assertThat(lift.getPhi().hasEstimate()).isFalse();
    assertThat(lift.getPhi().getNote()).isEqualTo("everybody reached value");
    assertThat(lift.getNegativePredictiveValue().hasEstimate()).isFalse();
    assertThat(lift.getPositivePredictiveValue().getEstimate()).isEqualTo(1);
  }

  /** Four of the policy's five reach value: counts stay, and no number is made of them. */
  @Test
  void whatWouldRestOnASmallCellIsTooFew() {
    SmallProduct product =
        new SmallProduct()
            .users(4, "free", does(3, true, true))
            .users(30, "free", does(4, false, true))
            .users(70, "free", does(4, false, false));

    ValidationReport report = report(product, LiftRow.LIFT_ROW_VOLUME_ADJUSTED);
    Lift lift = report.getLift();

    assertThat(lift.getTable().getReachedRetained()).isEqualTo(4);
    assertThat(lift.getNote()).isEqualTo("too few reached value: 4 (the policy wants 5)");
    assertThat(
            List.of(
                lift.getDifference(),
                lift.getRatio(),
                lift.getOddsRatio(),
                lift.getPhi(),
                lift.getHeadroom(),
                lift.getPositivePredictiveValue()))
        .allMatch(one -> !one.hasEstimate() && !one.hasInterval())
        .allMatch(one -> one.getNote().equals(lift.getNote()));
    assertThat(lift.hasRetainedIfReached()).isFalse();
    assertThat(lift.getRetainedIfNot()).isEqualTo(0.3);
    assertThat(lift.getNegativePredictiveValue().getEstimate()).isEqualTo(0.7);
    assertThat(lift.getSensitivity().getEstimate()).isCloseTo(4 / 34.0, within(1e-12));
    assertThat(report.getLadder().getRowsList())
        .filteredOn(row -> row.getStep() != LadderStep.LADDER_STEP_ANY_TIME)
        .allMatch(row -> !row.getDifference().hasEstimate());
    assertThat(report.getLadder().getRows(1).getSentence())
        .isEqualTo(
            "Too few to compare: 4 who reached value with 100 who did not; the policy wants 5 of"
                + " each.");
    assertThat(report.getLadder().hasGoesWithActivity()).isFalse();
    assertThat(report.getSensitivity().hasEValue()).isFalse();
    assertThat(report.getSensitivity().getDroppedList()).isEmpty();
    assertThat(report.getVerdict().getSentence()).doesNotContain("are retained");
    assertThat(rules(report)).contains("lift-too-few");
  }

  @Test
  void aFewWhoComeLateAreCountedAndNoShareIsMadeOfThem() {
    SmallProduct product = valued().users(4, "free", Map.of("lesson", DAY.multipliedBy(9)));
    Subject subject = SmallProduct.subject(on(LiftRow.LIFT_ROW_VOLUME_ADJUSTED), "9d12h");

    LateActivators late = report(product, subject, Checks.NONE).getLadder().getLate();

    assertThat(late.getEntities()).isEqualTo(4);
    assertThat(late.hasRate()).isFalse();
  }

  @Test
  void aHiddenTraitIsMeasuredAgainstWhatIsKnown() {
    ValidationReport report = report(valued(), LiftRow.LIFT_ROW_VOLUME_ADJUSTED);

    // one cell: 80/100 over 30/100
    double ratio = 0.8 / 0.3;
    assertThat(report.getSensitivity().getAdjustedRatio().getEstimate())
        .isCloseTo(ratio, within(1e-12));
    assertThat(report.getSensitivity().getEValue())
        .isCloseTo(ratio + Math.sqrt(ratio * (ratio - 1)), within(1e-12));
    assertThat(report.getSensitivity().getEValueOfLimit())
        .isBetween(1.0, report.getSensitivity().getEValue());
    assertThat(report.getSensitivity().getDroppedList())
        .extracting(DroppedCovariate::getName)
        .containsExactly("plan", "activity");
    DroppedCovariate activity =
        report(onlyActive(), LiftRow.LIFT_ROW_VOLUME_ADJUSTED).getSensitivity().getDropped(1);
    assertThat(activity.getDifference()).isCloseTo(0.3, within(1e-12));
    assertThat(activity.getMoved()).isCloseTo(-0.3, within(1e-12));
  }

  @Test
  void anEventThatCannotMatterIsAskedLikeTheValueEvent() {
    Subject subject = SmallProduct.subject(on(LiftRow.LIFT_ROW_VOLUME_ADJUSTED));
    ValidationReport report =
        report(onlyActive(), subject, new Checks(false, List.of("opened", "lesson")));

    assertThat(report.getSensitivity().getControlsCount()).isEqualTo(2);
    assertThat(report.getSensitivity().getControls(0).getReach()).isEqualTo(0.9);
    // the value event itself, asked as a control, shows what the report shows
    assertThat(report.getSensitivity().getControls(1).getAdjusted())
        .isEqualTo(report.getLadder().getRows(5).getDifference());
    assertThat(report.getSensitivity().hasCalibratedPValue()).isTrue();
  }

  @Test
  void repeatedIdsCanTurnTheVerdict() {
    SmallProduct product = valued();
    List<Event> events = new ArrayList<>();
    for (Event event : product.events()) {
      Event named =
          new Event(
              event.timestamp(),
              event.name(),
              "e" + events.size(),
              event.user(),
              null,
              event.properties());
      events.add(named);
      if (event.name().equals("lesson")) {
        events.add(named);
      }
    }
    Subject plain = SmallProduct.subject(on(LiftRow.LIFT_ROW_VOLUME_ADJUSTED));
    Source source = plain.plan().source().withEventId("event_id");
    Subject subject =
        new Subject(
            plain.document(), plain.plan().over(source), plain.policy(), plain.provenance());

    ValidationReport report =
        new Backtest(new ReferenceFacts(events, List.of()), CLOCK)
            .run(subject, MATURE, new Checks(true, List.of()));

    assertThat(rules(report)).contains("lift-above-minimum");
    Alternative counted = report.getSensitivity().getAlternatives(0);
    assertThat(counted.getRule()).isEqualTo(AlternativeRule.ALTERNATIVE_RULE_WITH_REPEATED_IDS);
    assertThat(counted.getFlips()).isTrue();
    assertThat(report.getSensitivity().getAlternativesCount()).isEqualTo(1);
  }

  private static List<String> rules(ValidationReport report) {
    return report.getVerdict().getFindingsList().stream().map(VerdictFinding::getRule).toList();
  }
}
