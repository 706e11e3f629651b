package dev.firstvalue.registry.restatement;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.firstvalue.definition.meaning.Change;
import dev.firstvalue.definition.meaning.Reason;
import dev.firstvalue.registry.gate.Candidate;
import dev.firstvalue.registry.gate.ChangeGate;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.registry.v1.RestatedEntities;
import dev.firstvalue.registry.v1.Restatement;
import dev.firstvalue.validation.v1.BridgeRow;
import dev.firstvalue.validation.v1.VersionBridge;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the records of restatements. */
public final class Restatements {
  private static final int MOST_REASONS = 100;

  private Restatements() {}

  /**
   * A record for each candidate that changes what its name means.
   *
   * @param choice {@code FORWARD}, {@code ALL} or a day
   * @param bridges between the versions, where there are some
   * @param reports as they are kept
   * @param now the instant of the change
   */
  public static List<Restatement> of(
      List<Candidate> candidates,
      String choice,
      List<VersionBridge> bridges,
      List<Report> reports,
      Instant now) {
    List<Restatement> records = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (candidate.changesMeaning()) {
        records.add(record(candidate, choice, bridges, reports, now));
      }
    }
    return records;
  }

  /** The same records as those of a proposal. */
  public static List<Restatement> by(
      Proposal proposal, List<String> approvers, List<Restatement> records) {
    return records.stream()
        .map(
            each ->
                each.toBuilder()
                    .setProposal(proposal.getNumber())
                    .addAllApprovers(approvers)
                    .build())
        .toList();
  }

  private static Restatement record(
      Candidate candidate,
      String choice,
      List<VersionBridge> bridges,
      List<Report> reports,
      Instant now) {
    DefinitionVersion before = candidate.newest().orElseThrow();
    Restatement.Builder record =
        Restatement.newBuilder()
            .setDefinition(candidate.name())
            .setVersion(before.getVersion() + 1)
            .setChoice(choice)
            .setFromMeaningHash(before.getMeaningHash())
            .setToMeaningHash(candidate.meaningHash())
            .setRecordedAt(Timestamps.fromMillis(now.toEpochMilli()));
    validFrom(choice, now).ifPresent(record::setValidFrom);
    Optional<Change> change = ChangeGate.change(candidate);
    record.setChange(change.map(Change::kind).orElse(Change.Kind.REDEFINES).name());
    change.ifPresent(
        found ->
            found.reasons().stream()
                .limit(MOST_REASONS)
                .map(Reason::toString)
                .forEach(record::addReasons));
    bridges.stream()
        .filter(bridge -> bridge.getDefinition().equals(candidate.name()))
        .filter(bridge -> bridge.getCompared() > 0)
        .findFirst()
        .ifPresent(bridge -> record.setEntities(entities(bridge)));
    reports.stream()
        .filter(report -> report.getSubject().equals(candidate.name()))
        .forEach(report -> record.addReports(report.getId()));
    return record.build();
  }

  private static Optional<Timestamp> validFrom(String choice, Instant now) {
    if (choice.equals("ALL")) {
      return Optional.empty();
    }
    Instant from =
        choice.equals("FORWARD")
            ? now
            : LocalDate.parse(choice).atStartOfDay(ZoneOffset.UTC).toInstant();
    return Optional.of(Timestamps.fromMillis(from.toEpochMilli()));
  }

  private static RestatedEntities entities(VersionBridge bridge) {
    BridgeRow all = bridge.getOverall();
    return RestatedEntities.newBuilder()
        .setCompared(bridge.getCompared())
        .setBoth(all.getBoth())
        .setGained(all.getGained())
        .setLost(all.getLost())
        .setNeither(all.getNeither())
        .setWatermark(bridge.getTo().getWatermark())
        .build();
  }
}
