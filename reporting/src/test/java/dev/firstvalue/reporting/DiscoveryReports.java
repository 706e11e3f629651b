package dev.firstvalue.reporting;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.firstvalue.validation.v1.DiscoveryCandidate;
import dev.firstvalue.validation.v1.DiscoveryClause;
import dev.firstvalue.validation.v1.DiscoveryObjective;
import dev.firstvalue.validation.v1.DiscoveryPopulation;
import dev.firstvalue.validation.v1.DiscoveryRegion;
import dev.firstvalue.validation.v1.DiscoveryReport;
import dev.firstvalue.validation.v1.DiscoveryRole;
import dev.firstvalue.validation.v1.DiscoveryRow;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validation.v1.LeftOut;
import dev.firstvalue.validation.v1.NullProducts;
import dev.firstvalue.validation.v1.Reachability;

/** Reports of searches in which every text is the same given one. */
final class DiscoveryReports {
  private DiscoveryReports() {}

  static DiscoveryReport discovery(String text) {
    DiscoveryReport.Builder report =
        DiscoveryReport.newBuilder()
            .setEntity("user")
            .setStart(text)
            .setOutcome(text)
            .setFrom(Duration.newBuilder().setSeconds(7 * 86_400))
            .setTo(Duration.newBuilder().setSeconds(30 * 86_400))
            .addWindows(1)
            .addWindows(7)
            .setThresholds(50)
            .setObjective(DiscoveryObjective.DISCOVERY_OBJECTIVE_LIFT)
            .setReachFloor(0.1)
            .setTried(700)
            .setCompared(90)
            .setSentence(text)
            .setPopulation(
                DiscoveryPopulation.newBuilder()
                    .setFirst(400)
                    .setFirstRetained(100)
                    .setSecond(420)
                    .setSecondRetained(110)
                    .setLaterFrom(Timestamp.newBuilder().setSeconds(1_770_000_000))
                    .setProfiles(820))
            .setRegion(
                DiscoveryRegion.newBuilder()
                    .setLevel(0.9)
                    .setSize(3)
                    .setCompared(90)
                    .addMembers(candidate(text)))
            .setNullProducts(
                NullProducts.newBuilder()
                    .setProducts(40)
                    .setSearched(0.051)
                    .setHeldOut(-0.002)
                    .setSearchedExcludesZero(22)
                    .setHeldOutExcludesZero(2)
                    .setChance(0.6))
            .addLeftOut(LeftOut.newBuilder().setEvent(text).setReason(text));
    int number = 0;
    for (DiscoveryRole role : DiscoveryRole.values()) {
      if (role != DiscoveryRole.UNRECOGNIZED && role != DiscoveryRole.DISCOVERY_ROLE_UNSPECIFIED) {
        report.addRows(row(++number, role, text));
        report.addRows(row(++number, role, text));
      }
    }
    return report.build();
  }

  private static DiscoveryCandidate candidate(String text) {
    return DiscoveryCandidate.newBuilder()
        .addClauses(DiscoveryClause.newBuilder().setEvent(text).setAtLeast(3))
        .setDays(7)
        .setWords(text)
        .build();
  }

  private static DiscoveryRow row(int number, DiscoveryRole role, String text) {
    Estimate estimate =
        Estimate.newBuilder()
            .setEstimate(0.2 - 0.01 * number)
            .setInterval(interval(0.1 - 0.01 * number, 0.3 - 0.01 * number))
            .build();
    return DiscoveryRow.newBuilder()
        .setNumber(number)
        .setRole(role)
        .setCandidate(candidate(text))
        .setReachability(
            Reachability.newBuilder()
                .setReached(40)
                .setEligible(100)
                .setRate(0.4 + 0.01 * number)
                .setInterval(interval(0.3 + 0.01 * number, 0.5 + 0.01 * number)))
        .setObjective(DiscoveryObjective.DISCOVERY_OBJECTIVE_LIFT)
        .setScore(estimate)
        .setDifference(estimate)
        .setSearchedScore(0.25)
        .setOptimism(0.05)
        .setGain(0.03)
        .setGainError(0.01)
        .build();
  }

  private static Interval interval(double low, double high) {
    return Interval.newBuilder()
        .setLow(low)
        .setHigh(high)
        .setLevel(0.95)
        .setMethod("NEWCOMBE")
        .build();
  }
}
