package dev.firstvalue.registry.evidence;

import static dev.firstvalue.registry.Documents.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Timestamp;
import dev.firstvalue.experiment.v1.Decision;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.registry.gate.Candidate;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.proposal.ProposalTest;
import dev.firstvalue.registry.report.StoredReport;
import dev.firstvalue.registry.v1.Adoption;
import dev.firstvalue.registry.v1.GetEvidenceRequest;
import dev.firstvalue.registry.v1.GetEvidenceResponse;
import dev.firstvalue.registry.v1.ListReportsRequest;
import dev.firstvalue.registry.v1.ListReportsResponse;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalServiceGrpc;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.registry.v1.ReportKind;
import dev.firstvalue.registry.v1.ReportOrder;
import dev.firstvalue.registry.v1.ReportSummary;
import dev.firstvalue.registry.v1.Review;
import dev.firstvalue.registry.v1.ReviewVerdict;
import dev.firstvalue.validation.v1.Provenance;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.Verdict;
import dev.firstvalue.validation.v1.VerdictOutcome;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What versions stand on, over a channel to whatever server is asked. */
public abstract class EvidenceContract extends ProposalTest {
  /** Version 1 by a proposal, version 2 by a plain commit, and a report of each kind on either. */
  @BeforeEach
  void fill() {
    gate = EvidenceContract::backtest;
    Proposal proposal = propose(definition("lessons", 3)).getProposal();
    review(BEN, proposal, ReviewVerdict.REVIEW_VERDICT_APPROVE, "Good.");
    assertThat(stub.mergeProposal(merge(1)).getVersionsCount()).isEqualTo(1);
    commit(LESSONS, definition("lessons", 4));
    lift("onboarding", 1);
    lift("checklist", 2);
  }

  /** The server that is asked, with all that was written so far. */
  protected abstract Channel asked();

  private static GateResult backtest(Candidate candidate) {
    return GateResult.allowed(
        List.of(
            ValidationReport.newBuilder()
                .setDefinition(candidate.name())
                .setVerdict(
                    Verdict.newBuilder()
                        .setOutcome(VerdictOutcome.VERDICT_OUTCOME_PASS)
                        .setSentence("It holds."))
                .setProvenance(
                    Provenance.newBuilder()
                        .setDefinition(candidate.name())
                        .setWatermark(Timestamp.newBuilder().setSeconds(1_700_000_000))
                        .setMeaningHash(candidate.meaningHash()))
                .build()));
  }

  private void lift(String experiment, int version) {
    clock.pass(Duration.ofMinutes(1));
    registry.keep(
        List.of(
            StoredReport.of(
                LiftReport.newBuilder()
                    .setExperiment(experiment)
                    .setDecision(Decision.DECISION_KEEP_RUNNING)
                    .setSentence("Too early to say.")
                    .setProvenance(
                        Provenance.newBuilder()
                            .setDefinition("lessons")
                            .setMeaningHash(
                                registry.snapshot().version("lessons", version).meaningHash()))
                    .build(),
                clock.instant())),
        ANA);
  }

  @Test
  void aVersionIsShownWithItsReportsItsApprovalsAndItsWayToMain() {
    // A change of words makes a revision of version 2, which nobody proposed.
    commit(LESSONS, definition("lessons", 4, "Other words.", "ACTIVE"));

    GetEvidenceResponse first = evidence(1);
    assertThat(first.getDefinition().getVersion()).isEqualTo(1);
    assertThat(first.getDefinition().getActive()).isFalse();
    assertThat(first.getReportsList())
        .extracting(ReportSummary::getSubject, ReportSummary::getKind, ReportSummary::getResult)
        .containsExactly(
            tuple("onboarding", ReportKind.REPORT_KIND_LIFT, "KEEP RUNNING"),
            tuple("lessons", ReportKind.REPORT_KIND_VALIDATION, "PASS"));
    assertThat(first.getReportCount()).isEqualTo(2);
    assertThat(first.getReports(0).hasWatermark()).isFalse();
    assertThat(first.getReports(1).getWatermark().getSeconds()).isEqualTo(1_700_000_000);
    Adoption adoption = first.getAdoptions(0);
    assertThat(first.getAdoptionsCount()).isEqualTo(1);
    assertThat(adoption.getProposal()).isEqualTo(1);
    assertThat(adoption.getMergedBy()).isEqualTo(EVA);
    assertThat(adoption.getApprovalsList())
        .extracting(Review::getReviewer, Review::getComment)
        .containsExactly(tuple(BEN, "Good."));

    GetEvidenceResponse newest = evidence(0);
    assertThat(newest.getDefinition().getVersion()).isEqualTo(2);
    assertThat(newest.getReportsList())
        .extracting(ReportSummary::getSubject)
        .containsExactly("checklist");
    assertThat(newest.getAdoptionsList())
        .extracting(Adoption::getRevision, Adoption::getProposal)
        .containsExactly(tuple(1, 0), tuple(0, 0));
  }

  @Test
  void aVersionOrARevisionThatThereIsNotHasNoEvidence() {
    assertThat(
            catchThrowableOfType(StatusRuntimeException.class, () -> evidence(7))
                .getStatus()
                .getCode())
        .isEqualTo(Status.Code.NOT_FOUND);
    GetEvidenceRequest ahead =
        GetEvidenceRequest.newBuilder().setName("lessons").setAtLeastRevision(99).build();
    assertThat(
            catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> ProposalServiceGrpc.newBlockingStub(asked()).getEvidence(ahead))
                .getStatus()
                .getCode())
        .isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void reportsAreListedByDefinitionVersionKindAndOrder() {
    ListReportsRequest.Builder all = ListReportsRequest.newBuilder().setDefinition("lessons");
    assertThat(subjects(all)).containsExactly("checklist", "onboarding", "lessons");
    assertThat(subjects(all.clone().setOrder(ReportOrder.REPORT_ORDER_OLDEST_FIRST)))
        .containsExactly("lessons", "onboarding", "checklist");
    assertThat(subjects(all.clone().setVersion(1))).containsExactly("onboarding", "lessons");
    assertThat(subjects(all.clone().addKinds(ReportKind.REPORT_KIND_LIFT)))
        .containsExactly("checklist", "onboarding");
    assertThat(subjects(all.clone().setSubject("onboarding"))).containsExactly("onboarding");
    assertThat(subjects(ListReportsRequest.newBuilder().setSubject("lessons")))
        .containsExactly("lessons");
  }

  @Test
  void aListThatIsTurnedRoundIsCutIntoPagesToo() {
    ListReportsRequest.Builder asked =
        ListReportsRequest.newBuilder()
            .setDefinition("lessons")
            .setOrder(ReportOrder.REPORT_ORDER_OLDEST_FIRST)
            .setPageSize(2);
    ListReportsResponse page = reads().listReports(asked.build());
    assertThat(page.getReportsCount()).isEqualTo(2);
    assertThat(subjects(asked.setPageToken(page.getNextPageToken()))).containsExactly("checklist");
  }

  @Test
  void aVersionWithoutItsDefinitionIsRefused() {
    for (ListReportsRequest bad :
        List.of(
            ListReportsRequest.getDefaultInstance(),
            ListReportsRequest.newBuilder().setSubject("lessons").setVersion(1).build())) {
      assertThat(
              catchThrowableOfType(StatusRuntimeException.class, () -> reads().listReports(bad))
                  .getStatus()
                  .getCode())
          .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
  }

  private RegistryServiceGrpc.RegistryServiceBlockingStub reads() {
    return RegistryServiceGrpc.newBlockingStub(asked());
  }

  private GetEvidenceResponse evidence(int version) {
    return ProposalServiceGrpc.newBlockingStub(asked())
        .getEvidence(
            GetEvidenceRequest.newBuilder().setName("lessons").setVersion(version).build());
  }

  private List<String> subjects(ListReportsRequest.Builder asked) {
    return reads().listReports(asked.build()).getReportsList().stream()
        .map(Report::getSubject)
        .toList();
  }
}
