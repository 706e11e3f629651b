package dev.firstvalue.registry.proposal;

import static dev.firstvalue.registry.Documents.definition;
import static dev.firstvalue.registry.Failures.reason;
import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.PreconditionFailure.Violation;
import dev.firstvalue.registry.gate.Gate;
import dev.firstvalue.registry.gate.GateName;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.gate.Objection;
import dev.firstvalue.registry.v1.Conflict;
import dev.firstvalue.registry.v1.ConflictKind;
import dev.firstvalue.registry.v1.CreateProposalRequest;
import dev.firstvalue.registry.v1.CreateProposalResponse;
import dev.firstvalue.registry.v1.GateStatus;
import dev.firstvalue.registry.v1.ListRestatementsRequest;
import dev.firstvalue.registry.v1.MergeProposalResponse;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalState;
import dev.firstvalue.validation.v1.BridgeRow;
import dev.firstvalue.validation.v1.VersionBridge;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What keeps a proposal from main, and what comes of one that gets there. */
class ProposalMergeTest extends ProposalTest {
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

  private static List<String> states(List<GateStatus> gates) {
    return gates.stream().map(status -> status.getGate() + " " + status.getState()).toList();
  }
}
