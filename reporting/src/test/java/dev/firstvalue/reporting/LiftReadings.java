package dev.firstvalue.reporting;

import static dev.firstvalue.reporting.Reports.estimate;

import com.google.protobuf.util.Durations;
import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.ArmsAsInstrument;
import dev.firstvalue.experiment.v1.EffectSet;
import dev.firstvalue.experiment.v1.EffectSetShape;
import dev.firstvalue.experiment.v1.PastActivity;
import dev.firstvalue.experiment.v1.PastDifference;
import dev.firstvalue.experiment.v1.PastOfArm;
import dev.firstvalue.experiment.v1.SegmentEffect;
import dev.firstvalue.experiment.v1.SegmentEffects;
import java.util.List;

/** Parts of lift reports in which every text is the same given one. */
final class LiftReadings {
  private LiftReadings() {}

  static List<ArmsAsInstrument> instruments(String text) {
    return List.of(
        instrument(text)
            .setEffect(0.3)
            .setStandardError(0.1)
            .setFirstStageF(20)
            .setPValue(0.01)
            .setSet(set(EffectSetShape.EFFECT_SET_SHAPE_INTERVAL, 0.1, 1.4))
            .build(),
        instrument(text).setSet(set(EffectSetShape.EFFECT_SET_SHAPE_TWO_RAYS, -0.9, 0.8)).build(),
        instrument(text).setSet(set(EffectSetShape.EFFECT_SET_SHAPE_TWO_RAYS, -1.5, 0.8)).build(),
        instrument(text)
            .setSet(EffectSet.newBuilder().setShape(EffectSetShape.EFFECT_SET_SHAPE_WHOLE_LINE))
            .build(),
        instrument(text)
            .setSet(EffectSet.newBuilder().setShape(EffectSetShape.EFFECT_SET_SHAPE_EMPTY))
            .build(),
        instrument(text).setNote(text).build());
  }

  static SegmentEffects segments(String text) {
    return SegmentEffects.newBuilder()
        .setCovariate(text)
        .setArm(text)
        .setAgainst("control")
        .setMethod("COCHRAN_Q")
        .setStatistic(0.4)
        .setDegreesOfFreedom(1)
        .setPValue(0.53)
        .setAdjustedPValue(0.53)
        .setSentence(text)
        .addSegments(
            SegmentEffect.newBuilder()
                .setValue(text)
                .setArmEntities(60)
                .setControlEntities(60)
                .setArmRate(0.6)
                .setControlRate(0.4)
                .setDifference(estimate(0.2, 0.02, 0.37))
                .setPValue(0.03)
                .setAdjustedPValue(0.06)
                .setShrunken(0.17))
        .addSegments(
            SegmentEffect.newBuilder()
                .setValue("(others)")
                .setValues(3)
                .setArmEntities(4)
                .setNote(text))
        .build();
  }

  static AdjustedComparison adjusted(String text) {
    return AdjustedComparison.newBuilder()
        .setArm(text)
        .setAgainst("control")
        .setMethod("POST_STRATIFICATION")
        .addCovariates(text)
        .setDifference(estimate(0.19, 0.07, 0.31))
        .setPValue(0.002)
        .setVarianceSaved(0.21)
        .build();
  }

  /** A metric with the past taken out, as the plan decides. */
  static AdjustedComparison withoutPast(String text) {
    return AdjustedComparison.newBuilder()
        .setArm(text)
        .setAgainst("control")
        .setMethod("LIN")
        .addCovariates(text)
        .setDifference(estimate(1.25, -0.5, 3))
        .setPValue(0.162)
        .setVarianceSaved(0.58)
        .setDecides(true)
        .build();
  }

  static PastActivity past(String text) {
    return PastActivity.newBuilder()
        .setName(text)
        .addEvents(text)
        .setLookback(Durations.fromDays(28))
        .setSentence(text)
        .addArms(PastOfArm.newBuilder().setArm("control").setEntities(400).setWithout(90))
        .addArms(
            PastOfArm.newBuilder()
                .setArm(text)
                .setEntities(410)
                .setUnknown(17)
                .setWithout(95)
                .setMean(2.5))
        .addDifferences(
            PastDifference.newBuilder()
                .setArm(text)
                .setAgainst("control")
                .setDifference(estimate(0.25, -0.5, 1))
                .setPValue(0.51)
                .setSignFlip(true)
                .setNote(text))
        .build();
  }

  private static ArmsAsInstrument.Builder instrument(String text) {
    return ArmsAsInstrument.newBuilder()
        .setOutcome(text)
        .setArm(text)
        .setAgainst("control")
        .setEntities(180)
        .setActivation(estimate(0.2, 0.06, 0.33))
        .setOutcomeDifference(estimate(0.06, 0.01, 0.11))
        .setSentence(text);
  }

  private static EffectSet set(EffectSetShape shape, double low, double high) {
    return EffectSet.newBuilder()
        .setShape(shape)
        .setLow(low)
        .setHigh(high)
        .setLevel(0.95)
        .setPossible(true)
        .build();
  }
}
