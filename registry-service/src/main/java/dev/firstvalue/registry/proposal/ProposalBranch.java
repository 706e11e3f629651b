package dev.firstvalue.registry.proposal;

import com.google.protobuf.ByteString;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.eclipse.jgit.lib.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The branch {@code proposals/7} that shows an open proposal to plain git: one commit on the main
 * that it was written on. It is derived from the record, made again where it is missing, and gone
 * once the proposal has ended, so that refs stay few.
 */
final class ProposalBranch {
  private static final Logger LOG = LoggerFactory.getLogger(ProposalBranch.class);

  private final GitStore store;

  ProposalBranch(GitStore store) {
    this.store = store;
  }

  static String name(int number) {
    return "proposals/" + number;
  }

  private static String ref(Proposal proposal) {
    return "refs/heads/" + name(proposal.getNumber());
  }

  /** Whether the branch of an open proposal is there, or that of an ended one is not. */
  boolean isAsItShouldBe(Proposal proposal) {
    return store.resolve(ref(proposal)).isPresent()
        == (proposal.getState() == ProposalState.PROPOSAL_STATE_OPEN);
  }

  /**
   * Makes the branch show a proposal, or removes it once the proposal has ended. A branch that
   * cannot be written is said and no failure: the record is kept already.
   */
  void follow(Proposal proposal, SortedMap<String, ByteString> contents, Author author) {
    try {
      Optional<ObjectId> now = store.resolve(ref(proposal));
      if (proposal.getState() != ProposalState.PROPOSAL_STATE_OPEN) {
        if (now.isPresent()) {
          store.remove(ref(proposal), now.get());
        }
        return;
      }
      List<Edit> edits = contents.entrySet().stream().map(ProposalBranch::write).toList();
      if (proposal.getBaseCommit().isEmpty()) {
        store.replace(ref(proposal), edits, author, proposal.getTitle());
      } else {
        ObjectId base = ObjectId.fromString(proposal.getBaseCommit());
        store.move(ref(proposal), now.orElse(null), base, true);
        store.commit(ref(proposal), edits, author, proposal.getTitle());
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("the branch {} does not show its proposal", name(proposal.getNumber()), e);
    }
  }

  private static Edit write(Map.Entry<String, ByteString> file) {
    return Edit.write(file.getKey(), file.getValue().toByteArray(), new Edit.Expected.Anything());
  }
}
