package dev.firstvalue.console;

import dev.firstvalue.console.view.Badge;
import dev.firstvalue.console.view.Link;
import dev.firstvalue.console.view.ProposalsPage;
import dev.firstvalue.console.view.ProposalsPage.Row;
import dev.firstvalue.console.view.Shown;
import dev.firstvalue.registry.v1.GateState;
import dev.firstvalue.registry.v1.GateStatus;
import dev.firstvalue.registry.v1.GetProposalRequest;
import dev.firstvalue.registry.v1.ListProposalsRequest;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalState;
import dev.firstvalue.registry.v1.ProposedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows the proposals: those that are open, or all. */
final class ProposalsHandler implements PageHandler {
  /** Every gate is asked for each open one, so there are not many on a page. */
  private static final int ROWS = 20;

  private static final int MOST = 1000;

  @Override
  public void answer(Guest guest) {
    boolean all = guest.query("state").equals("all");
    ListProposalsRequest.Builder request = ListProposalsRequest.newBuilder().setPageSize(MOST);
    if (!all) {
      request.addStates(ProposalState.PROPOSAL_STATE_OPEN);
    }
    List<Proposal> proposals =
        guest.visit().proposals().listProposals(request.build()).getProposalsList();
    Window window = Window.of(guest.query("page"), proposals.size(), ROWS);
    List<Row> rows =
        proposals.subList(window.from(), window.to()).stream()
            .map(proposal -> row(guest.visit(), proposal))
            .toList();
    String address = "/proposals?state=" + (all ? "all" : "open");
    guest.show(
        "proposals",
        "Proposals",
        "/proposals",
        new ProposalsPage(
            all, proposals.size(), rows, window.earlier(address), window.later(address)));
  }

  private static Row row(Visit visit, Proposal proposal) {
    List<GateStatus> gates =
        proposal.getState() == ProposalState.PROPOSAL_STATE_OPEN
            ? visit
                .proposals()
                .getProposal(
                    GetProposalRequest.newBuilder().setNumber(proposal.getNumber()).build())
                .getGatesList()
            : List.of();
    List<Badge> shut = new ArrayList<>();
    for (GateStatus gate : gates) {
      if (gate.getState() == GateState.GATE_STATE_SHUT) {
        shut.add(new Badge(Shown.line(gate.getGate()), "bad"));
      }
    }
    Link link = Link.proposal(proposal.getNumber());
    return new Row(
        new Link(proposal.getNumber() + ": " + Shown.line(proposal.getTitle()), link.href()),
        ProposalWords.state(proposal),
        Shown.person(proposal.getAuthor()),
        Shown.minute(proposal.getUpdatedAt()),
        proposal.getFilesList().stream().map(ProposedFile::getPath).map(Shown::line).toList(),
        gates.isEmpty() ? Optional.empty() : Optional.of(shut));
  }
}
