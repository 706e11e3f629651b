package dev.firstvalue.registry.proposal;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalState;
import java.util.Locale;
import java.util.Map;

/** The errors of proposals. */
final class ProposalErrors {
  private ProposalErrors() {}

  static FirstvalueException notFound(int number) {
    return new FirstvalueException(
        ErrorCode.PROPOSAL_NOT_FOUND,
        "proposal " + number,
        "there is no such proposal",
        "List the proposals for the numbers there are",
        Map.of("proposal", Integer.toString(number)));
  }

  static FirstvalueException changed(
      Proposal proposal, String what, String expected, String found) {
    return new FirstvalueException(
        ErrorCode.PROPOSAL_CHANGED,
        place(proposal),
        "somebody changed it meanwhile: its " + what + " is " + found + ", and not " + expected,
        "Read it again, and repeat what still makes sense",
        Map.of(
            "proposal",
            Integer.toString(proposal.getNumber()),
            "expected",
            expected,
            "found",
            found));
  }

  static FirstvalueException ended(Proposal proposal) {
    String how = proposal.getState() == ProposalState.PROPOSAL_STATE_MERGED ? "merged" : "closed";
    return new FirstvalueException(
        ErrorCode.PROPOSAL_ENDED,
        place(proposal),
        "it was " + how + " by " + proposal.getEndedBy(),
        "Open a new proposal for another change",
        Map.of(
            "proposal",
            Integer.toString(proposal.getNumber()),
            "state",
            how.toUpperCase(Locale.ROOT)));
  }

  static FirstvalueException own(Proposal proposal, String reviewer) {
    return new FirstvalueException(
        ErrorCode.PROPOSAL_OWN,
        place(proposal),
        reviewer + " wrote it, and nobody approves what they wrote",
        "Ask somebody else, an owner of what it changes where the policy asks for owners",
        Map.of("proposal", Integer.toString(proposal.getNumber())));
  }

  static FirstvalueException invalid(String field, String problem, String remedy) {
    return new FirstvalueException(
        ErrorCode.ARGUMENT_INVALID, field, problem, remedy, Map.of("field", field));
  }

  private static String place(Proposal proposal) {
    return "proposal " + proposal.getNumber();
  }
}
