package dev.firstvalue.registry.proposal;

import static dev.firstvalue.registry.Documents.definition;
import static dev.firstvalue.registry.Failures.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ReviewVerdict;
import dev.firstvalue.registry.v1.UpdateProposalRequest;
import org.junit.jupiter.api.Test;

/** Whose word counts on a proposal, and of which content. */
class ProposalReviewTest extends ProposalTest {
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
}
