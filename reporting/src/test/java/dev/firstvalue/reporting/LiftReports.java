package dev.firstvalue.reporting;

import com.google.protobuf.util.Durations;
import dev.firstvalue.experiment.v1.ArmCurve;
import dev.firstvalue.experiment.v1.ArmMetric;
import dev.firstvalue.experiment.v1.ArmResult;
import dev.firstvalue.experiment.v1.ArmSize;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.CurvePoint;
import dev.firstvalue.experiment.v1.DailyEffect;
import dev.firstvalue.experiment.v1.DailyExposures;
import dev.firstvalue.experiment.v1.Decision;
import dev.firstvalue.experiment.v1.DetectableEffect;
import dev.firstvalue.experiment.v1.FindingSeverity;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.MetricForm;
import dev.firstvalue.experiment.v1.MetricResult;
import dev.firstvalue.experiment.v1.MetricRole;
import dev.firstvalue.experiment.v1.OtherArm;
import dev.firstvalue.experiment.v1.OtherArmKind;
import dev.firstvalue.experiment.v1.PastSaving;
import dev.firstvalue.experiment.v1.PlanDeviation;
import dev.firstvalue.experiment.v1.PlanRecord;
import dev.firstvalue.experiment.v1.PlanSource;
import dev.firstvalue.experiment.v1.PlanSummary;
import dev.firstvalue.experiment.v1.PlanningReport;
import dev.firstvalue.experiment.v1.ReportFinding;
import dev.firstvalue.experiment.v1.SampleRatio;
import dev.firstvalue.experiment.v1.SampleRatioDay;
import dev.firstvalue.experiment.v1.TrustCheck;
import dev.firstvalue.experiment.v1.TrustOutcome;
import java.time.LocalDate;
import java.util.List;

/** Lift reports with something in every place, and of experiments of some length. */
final class LiftReports {
  private LiftReports() {}

  static LiftReport lift(String text) {
    return LiftReport.newBuilder()
        .setExperiment(text)
        .setTitle(text)
        .setHypothesis(text)
        .setUnit("user")
        .setDecision(Decision.DECISION_SHIP)
        .setSentence(text)
        .addArms(arm("control", 40).setControl(true))
        .addArms(arm(text, 60))
        .addComparisons(
            Comparison.newBuilder()
                .setArm(text)
                .setAgainst("control")
                .setDifference(Reports.estimate(0.2, 0.06, 0.33))
                .setRelative(Reports.estimate(0.5, 0.13, 1.02))
                .setPValue(0.0047)
                .setAdjustedPValue(0.0047))
        .setSampleRatio(SampleRatio.newBuilder().setPValue(1).setMethod("CHI_SQUARE"))
        .addMetrics(
            metric(text, MetricRole.METRIC_ROLE_GUARDRAIL).setWorse("HIGHER").setMargin(0.01))
        .addMetrics(
            metric(text, MetricRole.METRIC_ROLE_SECONDARY)
                .setCap(12)
                .addAdjusted(LiftReadings.withoutPast(text)))
        .addMetrics(
            metric(text, MetricRole.METRIC_ROLE_SECONDARY)
                .setForm(MetricForm.METRIC_FORM_QUANTILE)
                .setFrom(Reports.days(2))
                .setNotAdjusted(text))
        .addChecks(
            TrustCheck.newBuilder()
                .setName("covariate-balance")
                .setOutcome(TrustOutcome.TRUST_OUTCOME_FAILED)
                .setPValue(1e-5)
                .setMessage(text)
                .setLookAt(text))
        .addSampleRatioDays(
            SampleRatioDay.newBuilder()
                .setDay("2026-01-05")
                .setExposures(60)
                .setPValue(0.4)
                .setAnytimePValue(0.9))
        .addAllInstruments(LiftReadings.instruments(text))
        .addSegments(LiftReadings.segments(text))
        .addAdjusted(LiftReadings.adjusted(text))
        .addPast(LiftReadings.past(text))
        .addCurves(curve("control"))
        .addCurves(curve(text))
        .addDaily(DailyExposures.newBuilder().setDay("2026-01-05").setArm(text).setExposed(60))
        .addDaily(DailyExposures.newBuilder().setDay("2026-01-06").setArm(text).setExposed(40))
        .setPlan(
            PlanSummary.newBuilder()
                .setWithin(Reports.days(7))
                .setAlpha(0.05)
                .setShip(text)
                .setStop(text))
        .addDailyEffects(
            DailyEffect.newBuilder()
                .setDay("2026-01-05")
                .setArm(text)
                .setAgainst("control")
                .setEntities(100)
                .setDifference(Reports.estimate(0.2, 0.06, 0.33)))
        .addOtherArms(
            OtherArm.newBuilder()
                .setArm(text)
                .setKind(OtherArmKind.OTHER_ARM_KIND_UNPLANNED)
                .setExposed(3))
        .setPlanRecord(
            PlanRecord.newBuilder()
                .setSource(PlanSource.PLAN_SOURCE_FROZEN)
                .setSentence(text)
                .addDeviations(
                    PlanDeviation.newBuilder()
                        .setField(text)
                        .setBefore(text)
                        .setAfter(text)
                        .setCommit("0".repeat(40))))
        .addFindings(
            ReportFinding.newBuilder()
                .setRule("several-arms")
                .setSeverity(FindingSeverity.FINDING_SEVERITY_INFO)
                .setMessage(text))
        .setProvenance(Reports.provenance(text))
        .build();
  }

  private static MetricResult.Builder metric(String text, MetricRole role) {
    return MetricResult.newBuilder()
        .setName(text)
        .setRole(role)
        .setForm(MetricForm.METRIC_FORM_COUNT)
        .setWithin(Reports.days(7))
        .addArms(ArmMetric.newBuilder().setArm("control").setEntities(100).setValue(3.25))
        .addArms(ArmMetric.newBuilder().setArm(text).setEntities(100).setNote(text))
        .addComparisons(
            Comparison.newBuilder()
                .setArm(text)
                .setAgainst("control")
                .setDifference(Reports.estimate(0.2, 0.06, 0.33))
                .setPValue(0.0047)
                .setPassed(false)
                .setMethod("WELCH_T")
                .setNote(text));
  }

  private static ArmResult.Builder arm(String name, int activated) {
    return ArmResult.newBuilder()
        .setName(name)
        .setExposed(100)
        .setActivated(activated)
        .setRate(activated / 100.0)
        .setInterval(Reports.interval(activated / 100.0 - 0.1, activated / 100.0 + 0.1))
        .setWeight(1)
        .setAssigned(100);
  }

  /** What an experiment needs. */
  static PlanningReport planning(String text) {
    return PlanningReport.newBuilder()
        .setExperiment(text)
        .setEntity("user")
        .setRate(0.5)
        .setMinimumEffect(0.05)
        .addSizes(ArmSize.newBuilder().setArm("control").setEntities(1565))
        .addEffects(DetectableEffect.newBuilder().setWeeks(9).setControl(320).setEffect(0.11))
        .addPast(
            PastSaving.newBuilder()
                .setName("lessons-before")
                .setLookback(Durations.fromDays(28))
                .setEntities(2810)
                .setUnknown(40)
                .setWithout(710)
                .setVarianceSaved(0.375)
                .setCounted(true)
                .setSentence("By 2,810 users"))
        .setWeeksToVerdict(80)
        .build();
  }

  /** An experiment whose arms were first seen on each of so many days. */
  static LiftReport exposedFor(int days) {
    LiftReport.Builder report =
        lift("checklist").toBuilder().clearDaily().clearDailyEffects().clearSampleRatioDays();
    for (int day = 0; day < days; day++) {
      String date = LocalDate.of(2026, 1, 5).plusDays(day).toString();
      for (String arm : List.of("control", "checklist")) {
        report.addDaily(
            DailyExposures.newBuilder().setDay(date).setArm(arm).setExposed(40 + day % 7));
      }
    }
    return report.build();
  }

  private static ArmCurve curve(String arm) {
    return ArmCurve.newBuilder()
        .setArm(arm)
        .addPoints(CurvePoint.newBuilder().setAt(Reports.days(0)).setShare(0))
        .addPoints(
            CurvePoint.newBuilder().setAt(Reports.days(3)).setShare(0.4).setLow(0.3).setHigh(0.5))
        .build();
  }
}
