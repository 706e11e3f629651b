package dev.firstvalue.reporting;

import com.google.protobuf.Timestamp;
import dev.firstvalue.validation.v1.BridgeClause;
import dev.firstvalue.validation.v1.BridgeLift;
import dev.firstvalue.validation.v1.BridgeRow;
import dev.firstvalue.validation.v1.BridgeSegment;
import dev.firstvalue.validation.v1.CusumPoint;
import dev.firstvalue.validation.v1.DriftCheck;
import dev.firstvalue.validation.v1.DriftCusum;
import dev.firstvalue.validation.v1.DriftPeriod;
import dev.firstvalue.validation.v1.DriftWeek;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validation.v1.LiftAttribution;
import dev.firstvalue.validation.v1.MixShift;
import dev.firstvalue.validation.v1.MixValue;
import dev.firstvalue.validation.v1.Provenance;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validation.v1.RevalidationReport;
import dev.firstvalue.validation.v1.RevalidationRun;
import dev.firstvalue.validation.v1.RowShift;
import dev.firstvalue.validation.v1.VerdictOutcome;
import dev.firstvalue.validation.v1.VersionBridge;
import java.time.Instant;
import java.time.LocalDate;

/** Revalidations and bridges in which every text is the same given one. */
final class DriftReports {
  private static final LocalDate BEGIN = LocalDate.parse("2026-01-05");

  private DriftReports() {}

  static RevalidationRun revalidation(String text) {
    RevalidationReport.Builder report =
        RevalidationReport.newBuilder()
            .setDefinition(text)
            .setTitle(text)
            .setEntity("user")
            .setOutcome(VerdictOutcome.VERDICT_OUTCOME_FAIL)
            .setSentence(text)
            .setGoodUntil(timestamp("2026-09-01T00:00:00Z"))
            .setReferenceUntil(timestamp("2026-03-02T00:00:00Z"))
            .setReferenceSource("LAST_REPORT")
            .addChecks(
                DriftCheck.newBuilder()
                    .setRule("reach-drifted")
                    .setSeverity(VerdictOutcome.VERDICT_OUTCOME_FAIL)
                    .setMessage(text))
            .setReference(period())
            .setRecent(period())
            .addCusums(cusum())
            .addAttributions(
                LiftAttribution.newBuilder().setSegment("start.properties.plan").setChange(-0.1))
            .addMixes(
                MixShift.newBuilder()
                    .setSegment(text)
                    .setIndex(0.3)
                    .setLine(0.02)
                    .addValues(MixValue.newBuilder().setValue(text).setReference(40).setRecent(10)))
            .addRows(
                RowShift.newBuilder()
                    .setEvent(text)
                    .setProperty(text)
                    .setReferenceRows(100)
                    .setReferenceGood(99)
                    .setRecentRows(100)
                    .setRecentGood(50)
                    .addWrongWeeks("2026-03-09"))
            .setProvenance(Provenance.newBuilder().setDefinition(text));
    for (int week = 0; week < 12; week++) {
      report.addWeeks(
          DriftWeek.newBuilder()
              .setWeek(BEGIN.plusWeeks(week).toString())
              .setReference(week < 8)
              .setReachability(reach())
              .setLift(lift()));
    }
    return RevalidationRun.newBuilder()
        .setOutcome(VerdictOutcome.VERDICT_OUTCOME_FAIL)
        .setSentence(text)
        .addReports(report)
        .build();
  }

  static VersionBridge bridge(String text) {
    return VersionBridge.newBuilder()
        .setDefinition(text)
        .setEntity("user")
        .setChange("NARROWS")
        .setSentence(text)
        .setNote(text)
        .setCompared(100)
        .setOverall(row())
        .addSegments(
            BridgeSegment.newBuilder()
                .setName(text)
                .addRows(row().toBuilder().setValue(text))
                .addRows(BridgeRow.newBuilder().setTooFew(true))
                .setPValue(0.01)
                .setByValue(true))
        .setLift(
            BridgeLift.newBuilder()
                .setOutcome(text)
                .setFrom(0.3)
                .setFromInterval(interval(0.25, 0.35))
                .setTo(0.4)
                .setToInterval(interval(0.33, 0.47))
                .setChange(lift())
                .setClusters(90))
        .addClauses(
            BridgeClause.newBuilder()
                .setPath("spec.within")
                .setBefore("7d")
                .setAfter("6d")
                .setWhy(text)
                .setLost(10))
        .addLostEntities(text)
        .build();
  }

  /** One whose users sit in so few accounts that the factor has no interval. */
  static VersionBridge fewAccounts() {
    VersionBridge.Builder bridge = bridge("lesson").toBuilder().clearSegments();
    BridgeRow.Builder row = bridge.getOverallBuilder().clearTango();
    row.getReachFromBuilder().setClusters(12);
    row.getFactorBuilder().clearInterval().setNote("too few");
    return bridge.build();
  }

  private static BridgeRow row() {
    return BridgeRow.newBuilder()
        .setBoth(30)
        .setLost(10)
        .setNeither(60)
        .setJaccard(0.75)
        .setReachFrom(reach())
        .setReachTo(reach().toBuilder().setReached(30).setRate(0.3))
        .setChange(Estimate.newBuilder().setEstimate(-0.1).setInterval(interval(-0.2, -0.05)))
        .setTango(interval(-0.19, -0.04))
        .setFactor(Estimate.newBuilder().setEstimate(0.75).setInterval(interval(0.6, 0.9)))
        .build();
  }

  private static DriftPeriod period() {
    return DriftPeriod.newBuilder().setReachability(reach()).setLift(lift()).build();
  }

  private static Reachability reach() {
    return Reachability.newBuilder()
        .setReached(40)
        .setEligible(100)
        .setRate(0.4)
        .setInterval(interval(0.3, 0.5))
        .build();
  }

  private static Estimate lift() {
    return Estimate.newBuilder().setEstimate(0.2).setInterval(interval(0.1, 0.3)).build();
  }

  private static DriftCusum cusum() {
    DriftCusum.Builder cusum =
        DriftCusum.newBuilder().setOf("REACH").setBefore(0.4).setAfter(0.35).setThreshold(4);
    for (int week = 8; week < 12; week++) {
      cusum.addPoints(
          CusumPoint.newBuilder().setWeek(BEGIN.plusWeeks(week).toString()).setSum(week - 8));
    }
    return cusum.build();
  }

  private static Interval interval(double low, double high) {
    return Interval.newBuilder().setLow(low).setHigh(high).setLevel(0.95).build();
  }

  private static Timestamp timestamp(String instant) {
    return Timestamp.newBuilder().setSeconds(Instant.parse(instant).getEpochSecond()).build();
  }
}
