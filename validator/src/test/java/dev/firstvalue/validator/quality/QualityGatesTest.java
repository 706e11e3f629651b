package dev.firstvalue.validator.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import dev.firstvalue.definition.document.PolicyDefaults;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.QualityPolicy;
import dev.firstvalue.validation.v1.Arrivals;
import dev.firstvalue.validation.v1.DataQuality;
import dev.firstvalue.validation.v1.EventVolume;
import dev.firstvalue.validation.v1.GateOutcome;
import dev.firstvalue.validation.v1.PropertyQuality;
import dev.firstvalue.validation.v1.QualityGate;
import dev.firstvalue.validator.SmallProduct;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class QualityGatesTest {
  private static final QualityPolicy POLICY =
      PolicyDefaults.resolve(PolicySpec.getDefaultInstance()).getQuality();
  private static final Plan PLAN = SmallProduct.subject(PolicySpec.getDefaultInstance()).plan();
  private static final DataQuality SOUND =
      DataQuality.newBuilder()
          .setRows(1000)
          .setDuplicates(0)
          .setAliases(100)
          .setStarters(500)
          .setArrivals(Arrivals.newBuilder().setNearlyAll(Durations.fromHours(1)))
          .addProperties(fill(995, 0))
          .build();

  private static PropertyQuality fill(long filled, long mistyped) {
    return PropertyQuality.newBuilder()
        .setEvent("lesson")
        .setProperty("seconds")
        .setRows(1000)
        .setFilled(filled)
        .setMistyped(mistyped)
        .build();
  }

  private static EventVolume volume(String event, int unusual, int silent) {
    EventVolume.Builder volume =
        EventVolume.newBuilder()
            .setEvent(event)
            .setDays(100)
            .setUnusualDays(unusual)
            .setSilentDays(silent);
    if (unusual > 0) {
      volume.addUnusualBuilder().setDay("2026-03-04");
    }
    return volume.build();
  }

  private static Map<String, GateOutcome> outcomes(DataQuality quality, EventVolume... volumes) {
    return new QualityGates(PLAN, POLICY, quality, List.of(volumes))
        .all().stream().collect(Collectors.toMap(QualityGate::getRule, QualityGate::getOutcome));
  }

  private static GateOutcome outcome(String rule, DataQuality.Builder quality) {
    return outcomes(quality.build(), volume("lesson", 0, 0))
        .getOrDefault(rule, GateOutcome.UNRECOGNIZED);
  }

  @Test
  void soundRowsPassEveryGate() {
    assertThat(outcomes(SOUND, volume("lesson", 5, 1)))
        .hasSize(GateRule.values().length)
        .allSatisfy(
            (rule, outcome) ->
                assertThat(outcome).as(rule).isEqualTo(GateOutcome.GATE_OUTCOME_PASS));
  }

  @Test
  void eachGateDegradesBeyondItsFirstLimitAndBlocksBeyondItsSecond() {
    Map<String, List<DataQuality.Builder>> worse =
        Map.of(
            "property-missing",
            List.of(
                SOUND.toBuilder().setProperties(0, fill(949, 0)),
                SOUND.toBuilder().setProperties(0, fill(9, 0))),
            "property-mistyped",
            List.of(
                SOUND.toBuilder().setProperties(0, fill(995, 51)),
                SOUND.toBuilder().setProperties(0, fill(995, 501))),
            "rows-without-entity",
            List.of(
                SOUND.toBuilder().setWithoutEntity(201), SOUND.toBuilder().setWithoutEntity(901)),
            "ids-repeated",
            List.of(SOUND.toBuilder().setDuplicates(51), SOUND.toBuilder().setDuplicates(501)),
            "aliases-in-conflict",
            List.of(
                SOUND.toBuilder().setAliasConflicts(2), SOUND.toBuilder().setAliasConflicts(51)),
            "active-before-start",
            List.of(
                SOUND.toBuilder().setActiveBeforeStart(26),
                SOUND.toBuilder().setActiveBeforeStart(251)),
            "rows-late",
            List.of(
                SOUND.toBuilder()
                    .setArrivals(Arrivals.newBuilder().setNearlyAll(Durations.fromHours(25))),
                SOUND.toBuilder()
                    .setArrivals(Arrivals.newBuilder().setNearlyAll(Durations.fromDays(31)))),
            "clock-wrong",
            List.of(SOUND.toBuilder().setUnsetClock(2), SOUND.toBuilder().setInFuture(112)));

    worse.forEach(
        (rule, both) -> {
          assertThat(outcome(rule, both.get(0)))
              .as(rule)
              .isEqualTo(GateOutcome.GATE_OUTCOME_DEGRADE);
          assertThat(outcome(rule, both.get(1))).as(rule).isEqualTo(GateOutcome.GATE_OUTCOME_BLOCK);
        });
    assertThat(outcomes(SOUND, volume("lesson", 6, 2)))
        .containsEntry("volume-unusual", GateOutcome.GATE_OUTCOME_DEGRADE)
        .containsEntry("events-silent", GateOutcome.GATE_OUTCOME_DEGRADE);
    assertThat(outcomes(SOUND, volume("lesson", 51, 8)))
        .containsEntry("volume-unusual", GateOutcome.GATE_OUTCOME_BLOCK)
        .containsEntry("events-silent", GateOutcome.GATE_OUTCOME_BLOCK);
  }

  @Test
  void aStartThatStoppedTakesNothingFromThoseWhoEntered() {
    assertThat(outcomes(SOUND, volume("signed_up", 0, 30)))
        .containsEntry("events-silent", GateOutcome.GATE_OUTCOME_PASS);
  }

  @Test
  void whatTheModelDoesNotNameIsNotMeasured() {
    assertThat(outcomes(DataQuality.newBuilder().setRows(19).setWithoutEntity(19).build()))
        .extractingByKeys(
            "ids-repeated",
            "aliases-in-conflict",
            "rows-late",
            "rows-without-entity",
            "volume-unusual",
            "property-missing")
        .containsOnly(GateOutcome.GATE_OUTCOME_NOT_MEASURED);
  }
}
