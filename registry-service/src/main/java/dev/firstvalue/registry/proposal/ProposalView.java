package dev.firstvalue.registry.proposal;

import dev.firstvalue.registry.v1.Conflict;
import dev.firstvalue.registry.v1.GateStatus;
import dev.firstvalue.registry.v1.Proposal;
import java.util.List;

/**
 * A proposal as it is told.
 *
 * @param proposal with the contents of its files
 * @param conflicts what has happened beside it; empty once it has ended
 * @param gates how each gate stands; empty once it has ended
 */
public record ProposalView(Proposal proposal, List<Conflict> conflicts, List<GateStatus> gates) {
  /** Copies the lists. */
  public ProposalView {
    conflicts = List.copyOf(conflicts);
    gates = List.copyOf(gates);
  }
}
