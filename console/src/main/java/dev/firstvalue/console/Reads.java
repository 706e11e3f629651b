package dev.firstvalue.console;

import dev.firstvalue.registry.v1.Adoption;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.GetDefinitionRequest;
import dev.firstvalue.registry.v1.GetEvidenceRequest;
import dev.firstvalue.registry.v1.ListDefinitionsRequest;
import dev.firstvalue.registry.v1.ListProposalsRequest;
import dev.firstvalue.registry.v1.ListReportsRequest;
import dev.firstvalue.registry.v1.ListRestatementsRequest;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalState;
import dev.firstvalue.registry.v1.Quarantined;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.registry.v1.Restatement;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What several pages read. */
final class Reads {
  private static final int PAGE = 1000;

  private final Visit visit;

  Reads(Visit visit) {
    this.visit = visit;
  }

  /** A version, as its newest revision has it. */
  DefinitionVersion version(String name, int version) {
    return visit
        .registry()
        .getDefinition(GetDefinitionRequest.newBuilder().setName(name).setVersion(version).build())
        .getDefinition();
  }

  Optional<Report> newestReport(String subject) {
    return visit
        .registry()
        .listReports(ListReportsRequest.newBuilder().setSubject(subject).setPageSize(1).build())
        .getReportsList()
        .stream()
        .findFirst();
  }

  /**
   * The open proposals, newest first; none where the server has none, as it follows another.
   *
   * @param definition that they touch; empty: all
   */
  List<Proposal> openProposals(String definition) {
    return orNone(
        () ->
            visit
                .proposals()
                .listProposals(
                    ListProposalsRequest.newBuilder()
                        .setPageSize(PAGE)
                        .setDefinition(definition)
                        .addStates(ProposalState.PROPOSAL_STATE_OPEN)
                        .build())
                .getProposalsList());
  }

  /** What each change of a definition's meaning did to the past, newest first. */
  List<Restatement> restatements(String definition) {
    return orNone(
        () ->
            visit
                .proposals()
                .listRestatements(ListRestatementsRequest.newBuilder().setName(definition).build())
                .getRestatementsList());
  }

  /** How a version came to main; absent where the server does not say. */
  Optional<Adoption> adoption(DefinitionVersion version) {
    return orNone(
            () ->
                visit
                    .proposals()
                    .getEvidence(
                        GetEvidenceRequest.newBuilder()
                            .setName(version.getName())
                            .setVersion(version.getVersion())
                            .build())
                    .getAdoptionsList())
        .stream()
        .filter(adoption -> adoption.getRevision() == version.getRevision())
        .findFirst();
  }

  /** The paths of the files of main that cannot be read. */
  Set<String> unreadable() {
    return paths(
        visit
            .registry()
            .listDefinitions(ListDefinitionsRequest.newBuilder().setPageSize(1).build())
            .getQuarantinedList());
  }

  static Set<String> paths(List<Quarantined> files) {
    return files.stream().map(Quarantined::getPath).collect(Collectors.toUnmodifiableSet());
  }

  /** What a service has that a replica does not serve. */
  static <T> List<T> orNone(Supplier<List<T>> ask) {
    try {
      return ask.get();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
        return List.of();
      }
      throw e;
    }
  }
}
