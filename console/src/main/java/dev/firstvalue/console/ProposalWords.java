package dev.firstvalue.console;

import dev.firstvalue.console.view.Badge;
import dev.firstvalue.console.view.ProposalPage.Gate;
import dev.firstvalue.console.view.ProposalPage.Said;
import dev.firstvalue.console.view.Shown;
import dev.firstvalue.registry.v1.Conflict;
import dev.firstvalue.registry.v1.GateStatus;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.Review;
import dev.firstvalue.reporting.page.Tone;

/** Proposals, reviews and gates as pages show them. */
final class ProposalWords {
  private ProposalWords() {}

  static Badge state(Proposal proposal) {
    return switch (proposal.getState()) {
      case PROPOSAL_STATE_OPEN -> Badge.of("open", Tone.CAUTION);
      case PROPOSAL_STATE_MERGED -> Badge.of("merged", Tone.GOOD);
      case PROPOSAL_STATE_CLOSED -> Badge.of("closed", Tone.NEUTRAL);
      case PROPOSAL_STATE_UNSPECIFIED, UNRECOGNIZED -> Badge.of("unknown", Tone.NEUTRAL);
    };
  }

  static Gate gate(GateStatus gate) {
    Badge state =
        switch (gate.getState()) {
          case GATE_STATE_OPEN -> Badge.of("open", Tone.GOOD);
          case GATE_STATE_SHUT -> Badge.of("shut", Tone.BAD);
          case GATE_STATE_NOT_ASKED, GATE_STATE_UNSPECIFIED, UNRECOGNIZED ->
              Badge.of("not asked", Tone.NEUTRAL);
        };
    return new Gate(
        Shown.line(gate.getGate()),
        state,
        gate.getObjectionsList().stream()
            .map(
                objection ->
                    new Gate.Objection(
                        Shown.line(objection.getSubject()),
                        Shown.line(objection.getProblem()),
                        Shown.line(objection.getRemedy())))
            .toList());
  }

  static Said review(Proposal proposal, Review review) {
    Badge verdict =
        switch (review.getVerdict()) {
          case REVIEW_VERDICT_APPROVE -> Badge.of("approves", Tone.GOOD);
          case REVIEW_VERDICT_REJECT -> Badge.of("asks for changes", Tone.BAD);
          case REVIEW_VERDICT_COMMENT, REVIEW_VERDICT_UNSPECIFIED, UNRECOGNIZED ->
              Badge.of("comments", Tone.NEUTRAL);
        };
    return new Said(
        verdict,
        Shown.line(review.getReviewer()),
        Shown.minute(review.getRecordedAt()),
        Shown.block(review.getComment()),
        review.getContentHash().equals(proposal.getContentHash()));
  }

  static String conflict(Conflict conflict) {
    String path = Shown.line(conflict.getPath());
    return switch (conflict.getKind()) {
      case CONFLICT_KIND_MAIN_MOVED ->
          path + " has changed on main since: the change has to be made anew on main's file";
      case CONFLICT_KIND_ANOTHER_PROPOSAL ->
          "proposal " + conflict.getProposal() + " changes " + path + " too";
      case CONFLICT_KIND_UNSPECIFIED, UNRECOGNIZED -> path;
    };
  }
}
