package dev.firstvalue.registry.proposal;

import static dev.firstvalue.registry.Documents.definition;
import static dev.firstvalue.registry.Failures.reason;
import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.v1.GetProposalResponse;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalState;
import org.junit.jupiter.api.Test;

/** What a server finds of proposals when it opens a repository. */
class ProposalRestartTest extends ProposalTest {
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
  void aRepositoryThatIsOnlyReadListsAndChangesNothing() {
    propose(definition("lessons", 3));
    stop();
    registry.close();
    registry = RegistryRepository.open(directory, language, clock);
    serve();

    assertThat(get(1).getProposal().getTitle()).isEqualTo("Try");
    assertThat(reason(() -> propose(definition("quizzes", 3)))).isEqualTo("REGISTRY_READ_ONLY");
  }
}
