package dev.firstvalue.registry.evidence;

import com.google.protobuf.Timestamp;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.gate.ReviewGate;
import dev.firstvalue.registry.v1.Adoption;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.GetEvidenceRequest;
import dev.firstvalue.registry.v1.GetEvidenceResponse;
import dev.firstvalue.registry.v1.ListReportsRequest;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.registry.v1.Restatement;
import dev.firstvalue.registry.version.EncodedVersion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what one version stands on. */
public final class VersionEvidence {
  private static final int MOST_REPORTS = 1000;

  private VersionEvidence() {}

  /**
   * The evidence of a version.
   *
   * @param proposals every proposal that is kept
   * @param restatements those of the definition
   * @throws dev.firstvalue.definition.error.FirstvalueException DEFINITION_NOT_FOUND or
   *     VERSION_NOT_FOUND, REVISION_NOT_REACHED
   */
  public static GetEvidenceResponse of(
      RegistrySnapshot main,
      GetEvidenceRequest request,
      Collection<Proposal> proposals,
      List<Restatement> restatements) {
    RegistrySnapshot snapshot = main.atLeast(request.getAtLeastRevision());
    List<EncodedVersion> entries = snapshot.versions(request.getName());
    int version = request.getVersion() == 0 ? entries.getFirst().version() : request.getVersion();
    GetEvidenceResponse.Builder evidence =
        GetEvidenceResponse.newBuilder()
            .setDefinition(snapshot.version(request.getName(), version).message())
            .setRegistryRevision(snapshot.revision());
    List<Report> reports =
        ReportRows.of(
            snapshot,
            ListReportsRequest.newBuilder()
                .setDefinition(request.getName())
                .setVersion(version)
                .build());
    reports.stream().limit(MOST_REPORTS).map(ReportRows::summary).forEach(evidence::addReports);
    evidence.setReportCount(reports.size());
    Map<String, Proposal> byCommit = new TreeMap<>();
    proposals.forEach(proposal -> byCommit.put(proposal.getMergeCommit(), proposal));
    entries.stream()
        .filter(entry -> entry.version() == version)
        .map(EncodedVersion::message)
        .map(revision -> adoption(revision, byCommit))
        .forEach(evidence::addAdoptions);
    restatements.stream()
        .filter(record -> record.getVersion() == version)
        .findFirst()
        .ifPresent(evidence::setRestatement);
    return evidence.build();
  }

  private static Adoption adoption(DefinitionVersion revision, Map<String, Proposal> byCommit) {
    Timestamp at = revision.getRecordedAt();
    Adoption.Builder adoption =
        Adoption.newBuilder()
            .setRevision(revision.getRevision())
            .setCommit(revision.getCommit())
            .setRecordedAt(at)
            .setAuthor(revision.getAuthor());
    Proposal proposal = byCommit.get(revision.getCommit());
    if (proposal != null) {
      adoption
          .setProposal(proposal.getNumber())
          .setMergedBy(proposal.getEndedBy())
          .addAllApprovals(ReviewGate.approvals(proposal));
    }
    return adoption.build();
  }
}
