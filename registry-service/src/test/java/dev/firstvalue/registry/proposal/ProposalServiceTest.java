package dev.firstvalue.registry.proposal;

import static dev.firstvalue.registry.Documents.bytes;
import static dev.firstvalue.registry.Documents.definition;
import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.PreconditionFailure.Violation;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.gate.Gate;
import dev.firstvalue.registry.gate.GateName;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.gate.Objection;
import dev.firstvalue.registry.server.ProposalEndpoint;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.ChangeKind;
import dev.firstvalue.registry.v1.CloseProposalRequest;
import dev.firstvalue.registry.v1.Conflict;
import dev.firstvalue.registry.v1.ConflictKind;
import dev.firstvalue.registry.v1.CreateProposalRequest;
import dev.firstvalue.registry.v1.CreateProposalResponse;
import dev.firstvalue.registry.v1.GateState;
import dev.firstvalue.registry.v1.GateStatus;
import dev.firstvalue.registry.v1.GetProposalRequest;
import dev.firstvalue.registry.v1.GetProposalResponse;
import dev.firstvalue.registry.v1.ListProposalsRequest;
import dev.firstvalue.registry.v1.ListProposalsResponse;
import dev.firstvalue.registry.v1.ListRestatementsRequest;
import dev.firstvalue.registry.v1.MergeProposalRequest;
import dev.firstvalue.registry.v1.MergeProposalResponse;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalServiceGrpc;
import dev.firstvalue.registry.v1.ProposalState;
import dev.firstvalue.registry.v1.ProposedChange;
import dev.firstvalue.registry.v1.ProposedContent;
import dev.firstvalue.registry.v1.ReviewProposalRequest;
import dev.firstvalue.registry.v1.ReviewVerdict;
import dev.firstvalue.registry.v1.UpdateProposalRequest;
import dev.firstvalue.validation.v1.BridgeRow;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.VersionBridge;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proposals over a channel, on a real bare repository. */
class ProposalServiceTest extends RegistryTest {
  private static final String LESSONS = "definitions/lessons.yaml";
  private static final String ANA_WRITES = "Ana <ana@example.com>";
  private static final String BEN = "Ben <ben@example.com>";
  private static final String EVA = "Eva <eva@example.com>";

  private final List<String> backtested = new ArrayList<>();
  private Gate gate =
      candidate -> {
        backtested.add(candidate.name());
        return GateResult.allowed(
            List.of(ValidationReport.newBuilder().setDefinition(candidate.name()).build()));
      };

  private RegistryServer server;
  private ManagedChannel channel;
  private ProposalServiceGrpc.ProposalServiceBlockingStub stub;

  @BeforeEach
  void start() {
    commit("policy.yaml", policy("approvals: {minimum: 1}, allow: {NARROWS: ALWAYS}"));
    serve();
  }

  private void serve() {
    Proposals proposals = new Proposals(registry, language, candidate -> gate.check(candidate));
    server = RegistryServer.builder(registry).addService(new ProposalEndpoint(proposals)).start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    stub = ProposalServiceGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
  }

  private static String policy(String spec) {
    return "apiVersion: firstvalue/v1\nkind: Policy\nspec: {" + spec + "}\n";
  }

  @Test
  void aProposalGoesFromOpenOverAnApprovalToMain() {
    CreateProposalResponse opened = propose(definition("lessons", 3));
    Proposal proposal = opened.getProposal();
    assertThat(proposal.getNumber()).isEqualTo(1);
    assertThat(proposal.getState()).isEqualTo(ProposalState.PROPOSAL_STATE_OPEN);
    assertThat(shut(opened.getGatesList())).containsExactly("review");
    assertThat(states(opened.getGatesList())).contains("verdict GATE_STATE_NOT_ASKED");
    assertThat(registry.snapshot().definitions()).isEmpty();

    approve(BEN, proposal);
    MergeProposalResponse merged = stub.mergeProposal(merge(1));
    assertThat(merged.getVersionsList())
        .singleElement()
        .satisfies(
            version -> assertThat(version.getVersion()).isEqualTo(1),
            version ->
                assertThat(version.getCommit()).isEqualTo(merged.getProposal().getMergeCommit()));
    assertThat(backtested).containsExactly("lessons");
    assertThat(registry.snapshot().report(merged.getReports(0)).getSubject()).isEqualTo("lessons");
    assertThat(git(directory, "log", "-1", "--format=%an%n%B", "main"))
        .startsWith("Ana\n")
        .contains("Approved-by: " + BEN, "Merged-by: " + EVA, "Proposal: 1");
  }

  @Test
  void soManyProposalsMayBeOpenOfOneAuthorAndInAll() {
    stop();
    server =
        RegistryServer.builder(registry)
            .addService(
                new ProposalEndpoint(
                    new Proposals(
                        registry,
                        language,
                        candidate -> gate.check(candidate),
                        new ProposalLimits(1, 2))))
            .start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    stub = ProposalServiceGrpc.newBlockingStub(channel);
    propose(definition("lessons", 3));
    assertThat(failure(() -> propose(definition("other", 3))))
        .contains("RESOURCE_EXHAUSTED", "too many open proposals (at most 1 of one author)");
    stub.createProposal(by(BEN));
    assertThat(failure(() -> stub.createProposal(by(EVA)))).contains("at most 2 in all");
    stub.closeProposal(CloseProposalRequest.newBuilder().setNumber(1).setActor(EVA).build());
    stub.createProposal(by(EVA));
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
    return String.valueOf(catchThrowableOfType(StatusRuntimeException.class, call).getMessage());
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
  void whatWasAcknowledgedIsThereAfterARestart() {
    propose(definition("lessons", 3));
    GetProposalResponse before = get(1);
    stop();
    registry.close();
    registry = RegistryRepository.openForWriting(directory, language, clock);
    serve();

    assertThat(get(1)).isEqualTo(before);
    assertThat(propose(definition("quizzes", 1)).getProposal().getNumber()).isEqualTo(2);
  }

  @Test
  void aMergeThatWasCutOffFromItsRecordIsFoundAtTheNextStart() {
    Proposal proposal = propose(definition("lessons", 3)).getProposal();
    approve(BEN, proposal);
    commit(LESSONS, definition("lessons", 3), "Try\n\nMerged-by: " + EVA + "\nProposal: 1");
    assertThat(get(1).getProposal().getState()).isEqualTo(ProposalState.PROPOSAL_STATE_OPEN);
    stop();
    serve();

    Proposal found = get(1).getProposal();
    assertThat(found.getState()).isEqualTo(ProposalState.PROPOSAL_STATE_MERGED);
    assertThat(found.getMergeCommit()).isEqualTo(registry.snapshot().commit());
    assertThat(found.getEndedBy()).isEqualTo(EVA);
    assertThat(git(directory, "branch", "--format=%(refname)")).isEqualTo("refs/heads/main");
  }

  @Test
  void aTrailerWithoutTheContentIsNoMerge() {
    propose(definition("lessons", 3));
    commit(LESSONS, definition("lessons", 9), "Try\n\nProposal: 1");
    stop();
    serve();

    assertThat(get(1).getProposal().getState()).isEqualTo(ProposalState.PROPOSAL_STATE_OPEN);
  }

  @Test
  void anApprovalIsDroppedWhenTheContentChanges() {
    Proposal proposal = propose(definition("lessons", 3)).getProposal();
    approve(BEN, proposal);
    assertThat(shut(get(1).getGatesList())).isEmpty();

    Proposal other = update(ANA_WRITES, definition("lessons", 4));
    assertThat(other.getReviewsCount()).isEqualTo(1);
    assertThat(shut(get(1).getGatesList())).containsExactly("review");
    // Back to what was approved: the approval was of this very content.
    update(ANA_WRITES, definition("lessons", 3));
    assertThat(shut(get(1).getGatesList())).isEmpty();
  }

  @Test
  void anotherRestatementChoiceIsAnotherContent() {
    Proposal proposal = propose(definition("lessons", 3)).getProposal();
    approve(BEN, proposal);
    stub.updateProposal(
        UpdateProposalRequest.newBuilder()
            .setNumber(1)
            .setRestate("ALL")
            .setActor(ANA_WRITES)
            .build());

    assertThat(shut(get(1).getGatesList())).containsExactly("review");
  }

  @Test
  void nobodyApprovesWhatTheyWrote() {
    Proposal proposal = propose(definition("lessons", 3)).getProposal();
    assertThat(reason(() -> approve("Somebody else <ANA@example.com>", proposal)))
        .isEqualTo("PROPOSAL_OWN");

    // Who changes it has written it too, and an approval from before does not count any more.
    approve(BEN, proposal);
    update(BEN, definition("lessons", 4));
    Proposal back = update(ANA_WRITES, definition("lessons", 3));
    assertThat(shut(get(1).getGatesList())).containsExactly("review");
    assertThat(reason(() -> approve(BEN, back))).isEqualTo("PROPOSAL_OWN");
    approve(EVA, back);
    assertThat(shut(get(1).getGatesList())).isEmpty();
  }

  @Test
  void whoAsksForChangesIsHeardUntilTheyApprove() {
    Proposal proposal = propose(definition("lessons", 3)).getProposal();
    approve(BEN, proposal);
    review(EVA, proposal, ReviewVerdict.REVIEW_VERDICT_REJECT, "three is luck");
    assertThat(violations(() -> stub.mergeProposal(merge(1))))
        .singleElement()
        .satisfies(
            violation -> assertThat(violation.getType()).isEqualTo("review"),
            violation -> assertThat(violation.getDescription()).contains(EVA, "three is luck"));

    review(EVA, proposal, ReviewVerdict.REVIEW_VERDICT_COMMENT, "hm");
    assertThat(shut(get(1).getGatesList())).containsExactly("review");
    approve(EVA, proposal);
    assertThat(stub.mergeProposal(merge(1)).getVersionsCount()).isEqualTo(1);
  }

  @Test
  void aContentThatNobodyHasReadAnyMoreIsNotReviewed() {
    Proposal proposal = propose(definition("lessons", 3)).getProposal();
    update(ANA_WRITES, definition("lessons", 4));

    assertThat(reason(() -> approve(BEN, proposal))).isEqualTo("PROPOSAL_CHANGED");
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
  void aRefusedMergeListsEveryShutGate() {
    commit(
        "policy.yaml",
        policy("approvals: {minimum: 1, owners: true}, stages: {ACTIVATION: {active: 1}}"));
    commit("CODEOWNERS", "/definitions/ @lingo/growth\n");
    commit(LESSONS, definition("lessons", 3));
    commit("definitions/quizzes.yaml", definition("quizzes", 9));
    propose("", definition("lessons", 4));

    List<Violation> violations = violations(() -> stub.mergeProposal(merge(1)));
    assertThat(violations)
        .extracting(Violation::getType)
        .containsExactly("lint", "change", "restatement", "review", "owner");
    assertThat(violations.get(0).getDescription()).contains("stage-full");
    assertThat(violations.get(1).getDescription()).contains("change-narrows", "atLeast: 3, now 4");
    assertThat(violations.get(4).getDescription()).contains("@lingo/growth");
    assertThat(backtested).isEmpty();
    assertThat(registry.snapshot().active("lessons").version()).isEqualTo(1);
  }

  @Test
  void theStoreHasTheLastWord() {
    gate =
        candidate ->
            new GateResult(
                List.of(new Objection(GateName.VERDICT, candidate.name(), "reach-too-low", "wait")),
                List.of(),
                List.of());
    Proposal proposal = propose(definition("lessons", 3)).getProposal();
    MergeProposalResponse asked =
        stub.mergeProposal(merge(1).toBuilder().setValidateOnly(true).build());
    assertThat(shut(asked.getGatesList())).containsExactly("review", "verdict");
    approve(BEN, proposal);

    assertThat(violations(() -> stub.mergeProposal(merge(1))))
        .extracting(Violation::getType)
        .containsExactly("verdict");
    assertThat(registry.snapshot().definitions()).isEmpty();
  }

  @Test
  void ownersAreThoseOfMainAndTeamsArePeople() {
    commit(
        "policy.yaml",
        policy(
            "approvals: {minimum: 1, owners: true, teams: {growth: {members:"
                + " [eva@example.com]}}}"));
    commit("CODEOWNERS", "*\n/definitions/ @growth carl@example.com\n");
    Proposal proposal = propose(definition("lessons", 3)).getProposal();
    approve(BEN, proposal);
    assertThat(shut(get(1).getGatesList())).containsExactly("owner");

    approve("E. <EVA@example.com>", proposal);
    assertThat(shut(get(1).getGatesList())).isEmpty();

    // A proposal does not choose its own judges.
    Proposal coup = propose("", "* ana@example.com ben@example.com\n", "CODEOWNERS").getProposal();
    approve(BEN, coup);
    assertThat(shut(get(2).getGatesList())).containsExactly("owner");
  }

  @Test
  void aProposalDoesNotLowerItsOwnBar() {
    propose("", policy("approvals: {minimum: 0}"), "policy.yaml");

    assertThat(shut(get(1).getGatesList())).containsExactly("review");
  }

  @Test
  void twoProposalsAboutOneFileKnowOfEachOtherAndTheSecondHasToBeMadeAnew() {
    commit(LESSONS, definition("lessons", 3));
    Proposal first = propose(definition("lessons", 4)).getProposal();
    CreateProposalResponse second = propose(definition("lessons", 5));
    propose(definition("quizzes", 9));
    assertThat(second.getConflictsList())
        .containsExactly(
            Conflict.newBuilder()
                .setKind(ConflictKind.CONFLICT_KIND_ANOTHER_PROPOSAL)
                .setPath(LESSONS)
                .setProposal(1)
                .build());
    approve(BEN, first);
    approve(BEN, second.getProposal());
    stub.mergeProposal(merge(1));

    assertThat(get(2).getConflictsList())
        .singleElement()
        .satisfies(
            conflict ->
                assertThat(conflict.getKind()).isEqualTo(ConflictKind.CONFLICT_KIND_MAIN_MOVED),
            conflict ->
                assertThat(conflict.getExpectedHash())
                    .isEqualTo(second.getProposal().getFiles(0).getBaseHash()),
            conflict ->
                assertThat(conflict.getFoundHash()).isEqualTo(first.getFiles(0).getContentHash()));
    assertThat(violations(() -> stub.mergeProposal(merge(2))))
        .extracting(Violation::getType)
        .containsExactly("conflict");
    // An unrelated proposal never fails for it.
    assertThat(get(3).getConflictsList()).isEmpty();

    // The same content, made to main as it is now: the approval stands.
    update(2, ANA_WRITES, definition("lessons", 5));
    assertThat(stub.mergeProposal(merge(2)).getVersions(0).getVersion()).isEqualTo(3);
  }

  @Test
  void aProposalThatIsCommittedWhileTheStoreIsAskedIsAConflict() {
    commit(LESSONS, definition("lessons", 3));
    approve(BEN, propose(definition("lessons", 4)).getProposal());
    Gate slow = gate;
    gate =
        candidate -> {
          commit(LESSONS, definition("lessons", 3, "Three is a habit.", "ACTIVE"));
          return slow.check(candidate);
        };

    assertThat(violations(() -> stub.mergeProposal(merge(1))))
        .extracting(Violation::getType)
        .containsExactly("conflict");
    assertThat(registry.snapshot().versions("lessons")).hasSize(2);
  }

  @Test
  void aPolicyThatChangesWhileTheStoreIsAskedJudgesAnew() {
    approve(BEN, propose(definition("lessons", 3)).getProposal());
    Gate slow = gate;
    List<Integer> entities = new ArrayList<>();
    gate =
        candidate -> {
          entities.add(candidate.after().rules().getSample().getEntities());
          if (entities.size() == 1) {
            commit("policy.yaml", policy("sample: {entities: 900}"));
          }
          return slow.check(candidate);
        };

    stub.mergeProposal(merge(1));
    assertThat(entities).containsExactly(500, 900);
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
  void aTrailerInATitleIsNoTrailer() {
    commit(LESSONS, definition("lessons", 3));
    CreateProposalRequest request =
        create("FORWARD", definition("lessons", 4), "lessons.yaml").toBuilder()
            .setTitle("Restate: ALL")
            .build();
    assertThat(
            reason(
                () ->
                    stub.createProposal(
                        request.toBuilder().setTitle("Try\n\nRestate: ALL").build())))
        .isEqualTo("ARGUMENT_INVALID");
    approve(BEN, stub.createProposal(request).getProposal());
    assertThat(stub.mergeProposal(merge(1)).getVersions(0).hasValidFrom()).isTrue();
  }

  @Test
  void aRestatementIsKeptWithItsCountsAndItsApprovers() {
    commit(LESSONS, definition("lessons", 3));
    Gate plain = gate;
    gate =
        candidate ->
            new GateResult(
                List.of(),
                plain.check(candidate).reports(),
                List.of(
                    VersionBridge.newBuilder()
                        .setDefinition("lessons")
                        .setCompared(10)
                        .setOverall(
                            BridgeRow.newBuilder().setBoth(4).setLost(3).setNeither(3).build())
                        .build()));
    approve(BEN, propose("2026-05-01", definition("lessons", 4)).getProposal());
    MergeProposalResponse merged = stub.mergeProposal(merge(1));

    ListRestatementsRequest asked = ListRestatementsRequest.newBuilder().setName("lessons").build();
    assertThat(stub.listRestatements(asked).getRestatementsList())
        .singleElement()
        .satisfies(
            record -> assertThat(record.getVersion()).isEqualTo(2),
            record -> assertThat(record.getChoice()).isEqualTo("2026-05-01"),
            record ->
                assertThat(record.getValidFrom()).isEqualTo(merged.getVersions(0).getValidFrom()),
            record -> assertThat(record.getChange()).isEqualTo("NARROWS"),
            record -> assertThat(record.getReasons(0)).contains("atLeast: 3, now 4"),
            record -> assertThat(record.getEntities().getLost()).isEqualTo(3),
            record -> assertThat(record.getProposal()).isEqualTo(1),
            record -> assertThat(record.getApproversList()).containsExactly(BEN),
            record -> assertThat(record.getReportsList()).isEqualTo(merged.getReportsList()));
    // A version that came another way has none, and does not take over another's.
    commit(LESSONS, definition("lessons", 9));
    assertThat(stub.listRestatements(asked).getRestatementsCount()).isEqualTo(1);
  }

  @Test
  void aRepositoryThatIsOnlyReadListsAndChangesNothing() {
    propose(definition("lessons", 3));
    stop();
    registry.close();
    registry = RegistryRepository.open(directory, language, clock);
    serve();

    assertThat(get(1).getProposal().getTitle()).isEqualTo("Try");
    assertThat(reason(() -> propose(definition("quizzes", 3)))).isEqualTo("REGISTRY_READ_ONLY");
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

  private CreateProposalResponse propose(String document) {
    return propose("FORWARD", document);
  }

  private CreateProposalResponse propose(String restate, String document) {
    return propose(restate, document, "proposed.yaml");
  }

  private CreateProposalResponse propose(String restate, String document, String file) {
    return stub.createProposal(create(restate, document, file));
  }

  private static CreateProposalRequest create(String restate, String document, String file) {
    return CreateProposalRequest.newBuilder()
        .setTitle("Try")
        .addFiles(content(document, file))
        .setRestate(restate)
        .setActor(ANA_WRITES)
        .build();
  }

  private static ProposedContent content(String document, String file) {
    return ProposedContent.newBuilder()
        .setName(file)
        .setContent(ByteString.copyFrom(bytes(document)))
        .build();
  }

  private Proposal update(String who, String document) {
    return update(1, who, document);
  }

  private Proposal update(int number, String who, String document) {
    return stub.updateProposal(
            UpdateProposalRequest.newBuilder()
                .setNumber(number)
                .addFiles(content(document, "proposed.yaml"))
                .setActor(who)
                .build())
        .getProposal();
  }

  private void approve(String who, Proposal proposal) {
    review(who, proposal, ReviewVerdict.REVIEW_VERDICT_APPROVE, "");
  }

  private void review(String who, Proposal proposal, ReviewVerdict verdict, String comment) {
    assertThat(
            stub.reviewProposal(
                    ReviewProposalRequest.newBuilder()
                        .setNumber(proposal.getNumber())
                        .setVerdict(verdict)
                        .setComment(comment)
                        .setContentHash(proposal.getContentHash())
                        .setActor(who)
                        .build())
                .getProposal()
                .getReviewsCount())
        .isPositive();
  }

  private static MergeProposalRequest merge(int number) {
    return MergeProposalRequest.newBuilder().setNumber(number).setActor(EVA).build();
  }

  private GetProposalResponse get(int number) {
    return stub.getProposal(GetProposalRequest.newBuilder().setNumber(number).build());
  }

  private static List<String> shut(List<GateStatus> gates) {
    return gates.stream()
        .filter(status -> status.getState() == GateState.GATE_STATE_SHUT)
        .map(GateStatus::getGate)
        .toList();
  }

  private static List<String> states(List<GateStatus> gates) {
    return gates.stream().map(status -> status.getGate() + " " + status.getState()).toList();
  }

  private static String reason(ThrowingCallable call) {
    StatusRuntimeException error = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(error).isNotNull();
    try {
      return detail(error, ErrorInfo.class).getReason();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Violation> violations(ThrowingCallable call) {
    assertThat(reason(call)).isEqualTo(ErrorCode.MERGE_REFUSED.name());
    StatusRuntimeException error = catchThrowableOfType(StatusRuntimeException.class, call);
    try {
      return detail(error, PreconditionFailure.class).getViolationsList();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static <T extends Message> T detail(StatusRuntimeException error, Class<T> type)
      throws InvalidProtocolBufferException {
    com.google.rpc.Status status = StatusProto.fromThrowable(error);
    assertThat(status).isNotNull();
    for (Any detail : status.getDetailsList()) {
      if (detail.is(type)) {
        return detail.unpack(type);
      }
    }
    throw new AssertionError("no " + type.getSimpleName() + " in " + status);
  }
}
