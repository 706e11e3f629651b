package dev.firstvalue.registry.proposal;

import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.gate.GateName;
import dev.firstvalue.registry.gate.Objection;
import dev.firstvalue.registry.git.ContentHash;
import dev.firstvalue.registry.v1.Conflict;
import dev.firstvalue.registry.v1.ConflictKind;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalState;
import dev.firstvalue.registry.v1.ProposedFile;
import dev.firstvalue.registry.v1.StoredProposal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What has happened beside a proposal to the files that it changes. */
final class Conflicts {
  private Conflicts() {}

  /** Files that main has changed since, and other open proposals about the same files. */
  static List<Conflict> of(
      Proposal proposal,
      RegistryRepository repository,
      RegistrySnapshot main,
      Collection<StoredProposal> all) {
    List<Conflict> conflicts = new ArrayList<>();
    for (ProposedFile file : proposal.getFilesList()) {
      String found = repository.file(main, file.getPath()).map(ContentHash::of).orElse("");
      // Who finds their own content on main has nothing to make anew.
      if (!found.equals(file.getBaseHash()) && !found.equals(file.getContentHash())) {
        conflicts.add(
            Conflict.newBuilder()
                .setKind(ConflictKind.CONFLICT_KIND_MAIN_MOVED)
                .setPath(file.getPath())
                .setExpectedHash(file.getBaseHash())
                .setFoundHash(found)
                .build());
      }
      for (StoredProposal other : all) {
        if (other.getProposal().getNumber() != proposal.getNumber()
            && other.getProposal().getState() == ProposalState.PROPOSAL_STATE_OPEN
            && other.getProposal().getFilesList().stream()
                .anyMatch(changed -> changed.getPath().equals(file.getPath()))) {
          conflicts.add(
              Conflict.newBuilder()
                  .setKind(ConflictKind.CONFLICT_KIND_ANOTHER_PROPOSAL)
                  .setPath(file.getPath())
                  .setProposal(other.getProposal().getNumber())
                  .build());
        }
      }
    }
    return conflicts;
  }

  /** The conflicts that nobody merges over. */
  static List<Objection> objections(Collection<Conflict> conflicts) {
    return conflicts.stream()
        .filter(conflict -> conflict.getKind() == ConflictKind.CONFLICT_KIND_MAIN_MOVED)
        .map(
            conflict ->
                new Objection(
                    GateName.CONFLICT,
                    conflict.getPath(),
                    "main's file is not the one that the change was made to any more",
                    "Make the change anew on main's file, and update the proposal"))
        .toList();
  }
}
