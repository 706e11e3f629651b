package dev.firstvalue.registry.proposal;

import static dev.firstvalue.registry.Documents.definition;
import static dev.firstvalue.registry.Failures.detail;
import static dev.firstvalue.registry.Failures.reason;
import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.rpc.ErrorInfo;
import dev.firstvalue.registry.Failures;
import dev.firstvalue.registry.v1.ChangeKind;
import dev.firstvalue.registry.v1.CloseProposalRequest;
import dev.firstvalue.registry.v1.CreateProposalRequest;
import dev.firstvalue.registry.v1.GetProposalResponse;
import dev.firstvalue.registry.v1.ListProposalsRequest;
import dev.firstvalue.registry.v1.ListProposalsResponse;
import dev.firstvalue.registry.v1.MergeProposalRequest;
import dev.firstvalue.registry.v1.MergeProposalResponse;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalState;
import dev.firstvalue.registry.v1.ProposedChange;
import dev.firstvalue.registry.v1.ProposedContent;
import dev.firstvalue.registry.v1.UpdateProposalRequest;
import io.grpc.StatusRuntimeException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** How proposals are opened, changed, read and closed. */
class ProposalServiceTest extends ProposalTest {
  @Test
  void soManyProposalsMayBeOpenOfOneAuthorAndInAll() {
    stop();
    serve(new ProposalLimits(1, 2));
    propose(definition("lessons", 3));
    assertThat(failure(() -> propose(definition("other", 3))))
        .contains("RESOURCE_EXHAUSTED", "too many open proposals (at most 1 of one author)");
    stub.createProposal(by(BEN));
    assertThat(failure(() -> stub.createProposal(by(EVA)))).contains("at most 2 in all");
    stub.closeProposal(CloseProposalRequest.newBuilder().setNumber(1).setActor(EVA).build());
    stub.createProposal(by(EVA));
  }

  @Test
  void plainGitReadsAProposalAndItsStory() {
    Proposal proposal = propose(definition("lessons", 3)).getProposal();
    approve(BEN, proposal);

    assertThat(git(directory, "show", "proposals/1:" + LESSONS)).contains("atLeast: 3");
    assertThat(git(directory, "diff", "--name-only", "main...proposals/1")).isEqualTo(LESSONS);
    assertThat(git(directory, "log", "--format=%s", "refs/firstvalue/proposals"))
        .isEqualTo("Proposal 1 reviewed: Try\nProposal 1 opened: Try");
    assertThat(git(directory, "show", "refs/firstvalue/proposals:1/files/" + LESSONS))
        .contains("atLeast: 3");
    git(directory, "fsck", "--strict");
  }

  @Test
  void anEndedProposalHasNoBranchAndStaysReadable() {
    propose(definition("lessons", 3));
    stub.closeProposal(CloseProposalRequest.newBuilder().setNumber(1).setActor(BEN).build());

    assertThat(git(directory, "branch", "--format=%(refname)")).isEqualTo("refs/heads/main");
    GetProposalResponse read = get(1);
    assertThat(read.getProposal().getState()).isEqualTo(ProposalState.PROPOSAL_STATE_CLOSED);
    assertThat(read.getProposal().getEndedBy()).isEqualTo(BEN);
    assertThat(read.getProposal().getFiles(0).getContent()).contains("atLeast: 3");
    assertThat(read.getGatesList()).isEmpty();
    assertThat(reason(() -> approve(BEN, read.getProposal()))).isEqualTo("PROPOSAL_ENDED");
  }

  @Test
  void anOpenProposalTellsWhatItChangesOnMain() {
    commit(LESSONS, definition("lessons", 3));
    propose("", definition("lessons", 4));
    ProposedChange change = get(1).getChanges(0);

    assertThat(get(1).getChangesCount()).isEqualTo(1);
    assertThat(change.getPath()).isEqualTo("definitions/lessons.yaml");
    assertThat(change.getDefinition()).isEqualTo("lessons");
    assertThat(change.getKind()).isEqualTo(ChangeKind.CHANGE_KIND_NARROWS);
    assertThat(change.getReasons(0).getPath()).isEqualTo("spec.qualifies.atLeast");
    assertThat(change.getText())
        .contains("-  qualifies: {event: lesson_completed, atLeast: 3}")
        .contains("+  qualifies: {event: lesson_completed, atLeast: 4}");
    stub.closeProposal(CloseProposalRequest.newBuilder().setNumber(1).setActor(BEN).build());
    assertThat(get(1).getChangesList()).as("it has ended").isEmpty();
  }

  @Test
  void theSameRequestAgainDoesNothingTwice() {
    CreateProposalRequest create = create("FORWARD", definition("lessons", 3), "lessons.yaml");
    CreateProposalRequest named = create.toBuilder().setRequestId("job-1").build();
    Proposal first = stub.createProposal(named).getProposal();
    assertThat(stub.createProposal(named).getProposal()).isEqualTo(first);
    assertThat(reason(() -> stub.createProposal(named.toBuilder().setTitle("Other").build())))
        .isEqualTo("REQUEST_REUSED");
    // Somebody else's ids are their own.
    assertThat(
            stub.createProposal(named.toBuilder().setActor(BEN).build()).getProposal().getNumber())
        .isEqualTo(2);

    approve(BEN, first);
    MergeProposalRequest merge = merge(1).toBuilder().setRequestId("job-2").build();
    MergeProposalResponse merged = stub.mergeProposal(merge);
    MergeProposalResponse again = stub.mergeProposal(merge);
    assertThat(again.getProposal()).isEqualTo(merged.getProposal());
    assertThat(again.getVersionsList()).isEqualTo(merged.getVersionsList());
    assertThat(backtested).hasSize(1);
    assertThat(reason(() -> stub.mergeProposal(merge(1)))).isEqualTo("PROPOSAL_ENDED");
  }

  @Test
  void aChangeToAnEditionThatNobodyHasAnyMoreIsRefused() throws Exception {
    Proposal proposal = propose(definition("lessons", 3)).getProposal();
    UpdateProposalRequest retitle =
        UpdateProposalRequest.newBuilder()
            .setNumber(1)
            .setTitle("Another")
            .setIfMatch(proposal.getEtag())
            .setActor(ANA_WRITES)
            .build();
    assertThat(stub.updateProposal(retitle).getProposal().getTitle()).isEqualTo("Another");

    StatusRuntimeException error =
        catchThrowableOfType(StatusRuntimeException.class, () -> stub.updateProposal(retitle));
    assertThat(detail(error, ErrorInfo.class).getMetadataMap())
        .containsEntry("expected", "1.1")
        .containsEntry("found", "1.2");
    assertThat(reason(() -> stub.mergeProposal(merge(1).toBuilder().setIfMatch("1.1").build())))
        .isEqualTo("PROPOSAL_CHANGED");
  }

  @Test
  void whatDoesNotReadIsNotKept() {
    assertThat(reason(() -> propose("kind: ValueEvent\nspec: 1"))).isEqualTo("DOCUMENT_INVALID");
    assertThat(reason(() -> propose(definition("../../evil", 3)))).isEqualTo("DOCUMENT_INVALID");
    assertThat(reason(() -> propose("", "[Section]\n* @a\n", "x/CODEOWNERS")))
        .isEqualTo("DOCUMENT_INVALID");
    assertThat(
            reason(
                () ->
                    stub.createProposal(
                        create("2026-13-01", definition("lessons", 3), "lessons.yaml"))))
        .isEqualTo("ARGUMENT_INVALID");
    for (String nobody : List.of("", "Ana", "<a@b>", "A\u0000 <a@b>", "A <a> <b>")) {
      assertThat(
              reason(
                  () ->
                      stub.createProposal(
                          create("", definition("lessons", 3), "lessons.yaml").toBuilder()
                              .setActor(nobody)
                              .build())))
          .isEqualTo("ARGUMENT_INVALID");
    }
    assertThat(reason(() -> get(1))).isEqualTo("PROPOSAL_NOT_FOUND");
  }

  @Test
  void listsAreCutIntoPagesTheNewestFirst() {
    propose(definition("lessons", 3));
    propose(definition("quizzes", 4));
    propose(definition("lessons", 5));
    stub.closeProposal(CloseProposalRequest.newBuilder().setNumber(3).setActor(BEN).build());

    ListProposalsResponse page =
        stub.listProposals(ListProposalsRequest.newBuilder().setPageSize(2).build());
    assertThat(page.getProposalsList()).extracting(Proposal::getNumber).containsExactly(3, 2);
    assertThat(page.getProposals(0).getFiles(0).getContent()).isEmpty();
    assertThat(
            stub.listProposals(
                    ListProposalsRequest.newBuilder().setPageToken(page.getNextPageToken()).build())
                .getProposalsList())
        .extracting(Proposal::getNumber)
        .containsExactly(1);
    assertThat(
            stub.listProposals(
                    ListProposalsRequest.newBuilder()
                        .addStates(ProposalState.PROPOSAL_STATE_OPEN)
                        .setDefinition("lessons")
                        .build())
                .getProposalsList())
        .extracting(Proposal::getNumber)
        .containsExactly(1);
  }

  private static CreateProposalRequest by(String actor) {
    return CreateProposalRequest.newBuilder()
        .setTitle("Another")
        .setActor(actor)
        .addFiles(
            ProposedContent.newBuilder()
                .setName("other.yaml")
                .setContent(ByteString.copyFromUtf8(definition("other", 4))))
        .build();
  }

  private static String failure(ThrowingCallable call) {
    return String.valueOf(Failures.failure(call).getMessage());
  }
}
