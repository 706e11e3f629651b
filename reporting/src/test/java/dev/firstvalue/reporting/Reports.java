package dev.firstvalue.reporting;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.firstvalue.validation.v1.BiasLadder;
import dev.firstvalue.validation.v1.ClausePrice;
import dev.firstvalue.validation.v1.ClausePrices;
import dev.firstvalue.validation.v1.CohortTimes;
import dev.firstvalue.validation.v1.CohortWeek;
import dev.firstvalue.validation.v1.DataQuality;
import dev.firstvalue.validation.v1.DetectableRise;
import dev.firstvalue.validation.v1.DurationInterval;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.EventVolume;
import dev.firstvalue.validation.v1.ExperimentOutlook;
import dev.firstvalue.validation.v1.FunnelStep;
import dev.firstvalue.validation.v1.GateOutcome;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validation.v1.LadderRow;
import dev.firstvalue.validation.v1.LadderStep;
import dev.firstvalue.validation.v1.LateActivators;
import dev.firstvalue.validation.v1.Leak;
import dev.firstvalue.validation.v1.Lift;
import dev.firstvalue.validation.v1.LiftTable;
import dev.firstvalue.validation.v1.PropertyQuality;
import dev.firstvalue.validation.v1.Provenance;
import dev.firstvalue.validation.v1.QualityGate;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validation.v1.RepeatRate;
import dev.firstvalue.validation.v1.RestrictedMean;
import dev.firstvalue.validation.v1.Segment;
import dev.firstvalue.validation.v1.SegmentConsistency;
import dev.firstvalue.validation.v1.SegmentFamily;
import dev.firstvalue.validation.v1.SegmentMix;
import dev.firstvalue.validation.v1.TimeBin;
import dev.firstvalue.validation.v1.TimePoint;
import dev.firstvalue.validation.v1.TimeRate;
import dev.firstvalue.validation.v1.TimeToValue;
import dev.firstvalue.validation.v1.UnusualDay;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.Verdict;
import dev.firstvalue.validation.v1.VerdictFinding;
import dev.firstvalue.validation.v1.VerdictOutcome;
import dev.firstvalue.validation.v1.WorstCase;

/** Reports of both kinds in which every text is the same given one. */
final class Reports {
  /** What a name or a value may try: each part acts in one of the forms of a report. */
  static final String HOSTILE =
      "</script><script>window.pwned=1</script><img src=x onerror=\"window.pwned=1\">"
          + "'\"`${window.pwned=1}` a|b @everyone [x](javascript:pwned) **\n# h"
          + " \u202Eevil\u2028 \u001b[31mred\u001b[0m \u0007 & &amp; \\";

  private Reports() {}

  /** One whose users sit in so few accounts that times to value have no interval. */
  static ValidationReport fewAccounts() {
    ValidationReport.Builder report = validation("lesson").toBuilder();
    TimeToValue.Builder times = report.getTimeToValueBuilder();
    times.setClusters(12).setNote("Too few accounts for an interval: 12").clearInterval();
    times.getRestrictedMeanBuilder().clearInterval();
    times.getRatesBuilderList().forEach(TimeRate.Builder::clearInterval);
    times.getCurveBuilderList().forEach(point -> point.clearLow().clearHigh());
    times.clearByCohort();
    report.getRepeatsBuilderList().forEach(rate -> rate.clearInterval().setClusters(1));
    return report.build();
  }

  static ValidationReport validation(String text) {
    Reachability reach =
        Reachability.newBuilder()
            .setReached(40)
            .setEligible(100)
            .setRate(0.4)
            .setInterval(interval(0.3, 0.5))
            .setClusters(25)
            .build();
    return ValidationReport.newBuilder()
        .setDefinition(text)
        .setTitle(text)
        .setEntity("user")
        .setWithin("7d")
        .setVerdict(
            Verdict.newBuilder()
                .setOutcome(VerdictOutcome.VERDICT_OUTCOME_WARN)
                .setSentence(text)
                .addFindings(
                    VerdictFinding.newBuilder()
                        .setRule("reach-too-high")
                        .setSeverity(VerdictOutcome.VERDICT_OUTCOME_WARN)
                        .setMessage(text)))
        .setReachability(reach)
        .setFirstMinutes(reach)
        .setLift(
            Lift.newBuilder()
                .setOutcome(text)
                .setTable(
                    LiftTable.newBuilder()
                        .setReachedRetained(30)
                        .setReachedLost(10)
                        .setOtherRetained(12)
                        .setOtherLost(48))
                .setRetainedIfReached(0.75)
                .setRetainedIfNot(0.2)
                .setDifference(estimate(0.55, 0.4, 0.7))
                .setRatio(estimate(3.75, 2.2, 6.4)))
        .setLadder(ladder(text))
        .setWorstCase(
            WorstCase.newBuilder()
                .setReachLow(0.3)
                .setReachHigh(0.6)
                .setReachOpen(20)
                .setLiftLow(-0.1)
                .setLiftHigh(0.6)
                .setLiftOpen(30))
        .setLeak(Leak.newBuilder().setStep(text).setReached(100).setStuck(60).setShare(0.6))
        .setClausePrices(
            ClausePrices.newBuilder()
                .setEntities(51)
                .addClauses(
                    ClausePrice.newBuilder()
                        .setPath("qualifies.all[0]")
                        .setClause(text)
                        .setReach(reach)
                        .setReachChange(estimate(0.12, 0.1, 0.14))
                        .setLift(estimate(0.4, 0.3, 0.5))
                        .setLiftChange(estimate(-0.08, -0.1, -0.06))
                        .setDiffering(9))
                .addClauses(ClausePrice.newBuilder().setPath("qualifies.unless").setTooFew(true)))
        .setOutlook(
            ExperimentOutlook.newBuilder()
                .setWeeklyStarts(1234)
                .setBaseline(0.4)
                .setAlpha(0.05)
                .setPower(0.8)
                .setEffect(0.02)
                .setEntitiesPerArm(9493)
                .setWeeksToVerdict(17)
                .addDetectable(DetectableRise.newBuilder().setWeeks(1))
                .addDetectable(DetectableRise.newBuilder().setWeeks(4).setRise(0.039)))
        .addSegmentFamilies(
            SegmentFamily.newBuilder()
                .setName(text)
                .setCompared(2)
                .setTooFew(1)
                .setQ(4.2)
                .setPValue(0.04)
                .setISquared(0.76)
                .setTauSquared(0.01)
                .setOppositePValue(1)
                .setMean(estimate(0.5, 0.3, 0.7))
                .setConsistency(SegmentConsistency.SEGMENT_CONSISTENCY_UNDECIDED)
                .setSentence(text)
                .setMix(
                    SegmentMix.newBuilder()
                        .setCrude(0.55)
                        .setStandardised(0.5)
                        .setMixEffect(0.05)
                        .setMantelHaenszel(0.51)))
        .setTimeToValue(
            TimeToValue.newBuilder()
                .setEntities(100)
                .setReached(40)
                .setRestrictedMean(mean(432_000, 400_000, 460_000))
                .addRates(
                    TimeRate.newBuilder()
                        .setAt(days(7))
                        .setRate(0.4)
                        .setInterval(interval(0.3, 0.5)))
                .addHistogram(TimeBin.newBuilder().setFrom(days(0)).setTo(days(1)).setReached(30))
                .addHistogram(TimeBin.newBuilder().setFrom(days(1)).setTo(days(2)).setReached(10))
                .setByCohort(
                    CohortTimes.newBuilder()
                        .setCohorts(4)
                        .setChiSquare(9.1)
                        .setDegreesOfFreedom(3)
                        .setPValue(0.028)
                        .setLaterFrom("2026-01-19")
                        .setLaterLessEarlier(mean(-7_200, -10_800, 3_600)))
                .addCurve(TimePoint.newBuilder().setAt(days(0)).setShare(0))
                .addCurve(
                    TimePoint.newBuilder().setAt(days(2)).setShare(0.4).setLow(0.3).setHigh(0.5)))
        .addRepeats(
            RepeatRate.newBuilder()
                .setWithin(days(7))
                .setReached(40)
                .setAgain(10)
                .setRate(0.25)
                .setInterval(interval(0.14, 0.4)))
        .addRepeats(RepeatRate.newBuilder().setWithin(days(30)))
        .addFunnel(step("start", 100))
        .addFunnel(step(text, 40))
        .addSegments(
            Segment.newBuilder()
                .setName(text)
                .setValue(text)
                .setReachability(reach)
                .setDifference(estimate(0.5, 0.3, 0.7))
                .setShrunken(0.52)
                .setAdjustedPValue(0.0004))
        .addSegments(Segment.newBuilder().setName(text).setReachability(reach).setTooFew(true))
        .addCohorts(
            CohortWeek.newBuilder()
                .setWeek("2026-01-05")
                .setEntities(120)
                .setReachability(reach)
                .setMedian(days(3)))
        .addCohorts(
            CohortWeek.newBuilder()
                .setWeek("2026-01-12")
                .setEntities(3)
                .setTooFew(true)
                .setMedianTooFew(true))
        .setDataQuality(
            DataQuality.newBuilder()
                .setRows(1000)
                .addProperties(
                    PropertyQuality.newBuilder().setEvent(text).setProperty(text).setRows(10)))
        .addQualityGates(
            QualityGate.newBuilder()
                .setRule("events-silent")
                .setOutcome(GateOutcome.GATE_OUTCOME_BLOCK)
                .setFound(text)
                .setValue(9)
                .setDegrade(1)
                .setBlock(7)
                .setUnit("DAYS"))
        .addVolumes(
            EventVolume.newBuilder()
                .setEvent(text)
                .setDays(90)
                .setUsual(1234)
                .setUnusualDays(1)
                .addUnusual(UnusualDay.newBuilder().setDay("2026-03-04").setRows(7).setUsual(1200))
                .setSilentDays(9))
        .setProvenance(provenance(text))
        .build();
  }

  private static BiasLadder ladder(String text) {
    BiasLadder.Builder ladder =
        BiasLadder.newBuilder()
            .setDecides(LadderStep.LADDER_STEP_VOLUME_ADJUSTED)
            .setSentence(text)
            .setVolumeCut(40)
            .addCovariates(text)
            .setClusters(25)
            .setGoesWithActivity(0.5)
            .setLate(
                LateActivators.newBuilder()
                    .setEntities(5)
                    .setRetained(1)
                    .setRate(0.2)
                    .setInterval(interval(0.04, 0.6)));
    for (int step = 1; step <= 6; step++) {
      LadderRow.Builder row =
          LadderRow.newBuilder()
              .setStepValue(step)
              .setEntities(100)
              .setShare(1)
              .setUnsupported(0.1)
              .setSentence(text);
      ladder.addRows(
          step == 4
              ? row.setDifference(Estimate.newBuilder().setNote(text))
              : row.setDifference(estimate(0.6 - 0.1 * step, 0.5 - 0.1 * step, 0.7 - 0.1 * step)));
    }
    return ladder.build();
  }

  private static RestrictedMean mean(long seconds, long low, long high) {
    return RestrictedMean.newBuilder()
        .setMean(Duration.newBuilder().setSeconds(seconds))
        .setInterval(
            DurationInterval.newBuilder()
                .setLow(Duration.newBuilder().setSeconds(low))
                .setHigh(Duration.newBuilder().setSeconds(high))
                .setLevel(0.95)
                .setMethod("NORMAL"))
        .setHorizon(days(7))
        .build();
  }

  private static FunnelStep step(String name, int reached) {
    return FunnelStep.newBuilder()
        .setName(name)
        .setReached(reached)
        .setEligible(100)
        .setRate(reached / 100.0)
        .setInterval(interval(reached / 110.0, 1))
        .build();
  }

  static Provenance provenance(String text) {
    return Provenance.newBuilder()
        .setProgram("firstvalue test")
        .setDefinition(text)
        .setMeaningHash("sha256:" + "0".repeat(64))
        .setWatermark(Timestamp.newBuilder().setSeconds(1_770_000_000))
        .setWatermarkSource("AS_OF")
        .setStoreVersion(text)
        .addQueryIds(text)
        .build();
  }

  static Estimate estimate(double value, double low, double high) {
    return Estimate.newBuilder().setEstimate(value).setInterval(interval(low, high)).build();
  }

  static Interval interval(double low, double high) {
    return Interval.newBuilder().setLow(low).setHigh(high).setLevel(0.95).setMethod("X").build();
  }

  static Duration days(int days) {
    return Duration.newBuilder().setSeconds(86_400L * days).build();
  }
}
