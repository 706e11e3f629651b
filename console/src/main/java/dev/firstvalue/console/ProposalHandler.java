package dev.firstvalue.console;

import dev.firstvalue.console.view.Badge;
import dev.firstvalue.console.view.Changes;
import dev.firstvalue.console.view.Link;
import dev.firstvalue.console.view.ProposalPage;
import dev.firstvalue.console.view.ProposalPage.Change;
import dev.firstvalue.console.view.ProposalPage.File;
import dev.firstvalue.console.view.ProposalPage.Outcome;
import dev.firstvalue.console.view.Shown;
import dev.firstvalue.registry.v1.ChangeKind;
import dev.firstvalue.registry.v1.GateStatus;
import dev.firstvalue.registry.v1.GetProposalRequest;
import dev.firstvalue.registry.v1.GetProposalResponse;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalState;
import dev.firstvalue.registry.v1.ProposedChange;
import java.util.List;
import java.util.Optional;

/** Shows one proposal with all that a reviewer needs to judge it. */
final class ProposalHandler implements PageHandler {
  @Override
  public void answer(Guest guest) {
    show(guest, Optional.empty(), List.of());
  }

  /**
   * Shows it after a form.
   *
   * @param gates as the store has answered; empty: as they stand without it
   */
  static void show(Guest guest, Optional<Outcome> outcome, List<GateStatus> gates) {
    int number = number(guest);
    GetProposalResponse answer =
        guest
            .visit()
            .proposals()
            .getProposal(GetProposalRequest.newBuilder().setNumber(number).build());
    Proposal proposal = answer.getProposal();
    guest.show(
        "proposal",
        "Proposal " + number,
        "/proposals",
        new ProposalPage(
            number,
            Shown.line(proposal.getTitle()),
            ProposalWords.state(proposal),
            facts(proposal),
            restate(proposal),
            proposal.getContentHash(),
            proposal.getEtag(),
            Shown.block(proposal.getDescription()),
            outcome,
            (gates.isEmpty() ? answer.getGatesList() : gates)
                .stream().map(ProposalWords::gate).toList(),
            answer.getConflictsList().stream().map(ProposalWords::conflict).toList(),
            proposal.getReviewsList().stream()
                .map(review -> ProposalWords.review(proposal, review))
                .toList(),
            answer.getChangesList().stream().map(ProposalHandler::change).toList(),
            proposal.getFilesList().stream()
                .map(file -> new File(Shown.line(file.getPath()), Shown.block(file.getContent())))
                .toList(),
            commands(guest, proposal)));
  }

  /** The number in the address; 0, which no proposal has, where there is none. */
  static int number(Guest guest) {
    String number = guest.http().pathParam("number");
    return number.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(number) : 0;
  }

  private static String facts(Proposal proposal) {
    String facts =
        "Opened "
            + Shown.minute(proposal.getCreatedAt())
            + " by "
            + Shown.line(proposal.getAuthor())
            + ", last changed "
            + Shown.minute(proposal.getUpdatedAt())
            + ".";
    return proposal.getEndedBy().isEmpty()
        ? facts
        : facts
            + (proposal.getState() == ProposalState.PROPOSAL_STATE_MERGED
                ? " Merged by "
                : " Closed by ")
            + Shown.line(proposal.getEndedBy())
            + ".";
  }

  private static String restate(Proposal proposal) {
    return switch (proposal.getRestate()) {
      case "" -> "nobody has said yet";
      case "FORWARD" -> "new events only";
      case "ALL" -> "all events, the past as well";
      default -> "events from " + Shown.line(proposal.getRestate()) + " on";
    };
  }

  private static Change change(ProposedChange change) {
    boolean isNew =
        !change.getDefinition().isEmpty() && change.getKind() == ChangeKind.CHANGE_KIND_UNSPECIFIED;
    Changes changes =
        change.getKind() == ChangeKind.CHANGE_KIND_UNSPECIFIED
            ? new Changes(
                isNew ? Optional.of(new Badge("new", "neutral")) : Optional.empty(),
                List.of(),
                Changes.lines(change.getText()))
            : ChangeWords.of(change.getKind(), change.getReasonsList(), change.getText());
    return new Change(
        Shown.line(change.getPath()),
        isNew || change.getDefinition().isEmpty()
            ? Optional.empty()
            : Optional.of(Link.definition(change.getDefinition())),
        changes);
  }

  /** What whoever has no session runs instead of the forms. */
  private static List<String> commands(Guest guest, Proposal proposal) {
    if (guest.session().isPresent() || proposal.getState() != ProposalState.PROPOSAL_STATE_OPEN) {
      return List.of();
    }
    String number = " " + proposal.getNumber() + " --author \"NAME <EMAIL>\" --server HOST:PORT";
    return List.of(
        "firstvalue proposals check" + number,
        "firstvalue proposals approve" + number,
        "firstvalue proposals reject -m WHY" + number,
        "firstvalue proposals merge" + number);
  }
}
