package dev.firstvalue.registry.proposal;

import com.google.protobuf.ByteString;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.gate.Gate;
import dev.firstvalue.registry.gate.GateName;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.gate.GateStatuses;
import dev.firstvalue.registry.gate.Objection;
import dev.firstvalue.registry.gate.ReviewGate;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.owner.CodeOwners;
import dev.firstvalue.registry.publish.Publisher;
import dev.firstvalue.registry.report.StoredReport;
import dev.firstvalue.registry.restatement.RestatementStore;
import dev.firstvalue.registry.restatement.Restatements;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.MergeProposalRequest;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalState;
import dev.firstvalue.registry.v1.ProposedFile;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.registry.v1.StoredProposal;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Brings a proposal to main when every gate is open.
 *
 * <p>The store is asked without a lock, which takes as long as a backtest takes. Then, one merge at
 * a time, the proposal and main are read again: every gate that costs nothing is asked anew, and
 * the commit holds only if event model, policy and owners are those that the verdict was made
 * under. The order on disk is reports, main, record; what a crash leaves between the last two is
 * found by the trailer {@code Proposal:} of main's commit.
 */
final class Merge {
  private static final String TRAILER = "Proposal";
  private static final int ATTEMPTS = 3;

  /** Without these a backtest says nothing. */
  private static final Set<GateName> NEEDED =
      EnumSet.of(GateName.DOCUMENT, GateName.CONFLICT, GateName.LINT);

  private static final List<String> HELD =
      List.of(Repository.EVENT_MODEL, Repository.POLICY, CodeOwners.FILE);

  private final Proposals proposals;
  private final RegistryRepository repository;
  private final Gate gate;

  Merge(Proposals proposals, RegistryRepository repository, Gate gate) {
    this.proposals = proposals;
    this.repository = repository;
    this.gate = gate;
  }

  Merged merge(MergeProposalRequest request, Author actor) {
    Answered asked = Answered.of(request.getRequestId(), request, actor);
    Optional<StoredProposal> answered = proposals.answered(asked);
    if (answered.isPresent()) {
      return done(proposals.get(request.getNumber()), List.of());
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(request, asked, actor);
      } catch (FirstvalueException e) {
        boolean held =
            e.code() == ErrorCode.DEFINITION_CHANGED && HELD.contains(e.details().get("path"));
        if (!held || attempt == ATTEMPTS) {
          throw e;
        }
        // Somebody changed the rules while the store was asked: ask again under the new ones.
      }
    }
  }

  private Merged attempt(MergeProposalRequest request, Answered asked, Author actor) {
    StoredProposal kept = proposals.open(request.getNumber(), request.getIfMatch());
    Proposal proposal = kept.getProposal();
    Contents contents = proposals.contents(proposal);
    RegistrySnapshot main = repository.refresh();
    Proposals.Looked looked = proposals.look(proposal, contents, main);
    boolean asks =
        request.getValidateOnly()
            ? looked.objections().stream().noneMatch(o -> NEEDED.contains(o.gate()))
            : looked.objections().isEmpty();
    GateResult verdict = asks ? looked.inspection().verdict(gate) : GateResult.allowed(List.of());
    List<Objection> objections = new ArrayList<>(looked.objections());
    objections.addAll(verdict.objections());
    if (request.getValidateOnly() || !objections.isEmpty()) {
      Proposal whole = proposal.toBuilder().clearFiles().addAllFiles(contents.whole()).build();
      return new Merged.Not(
          new ProposalView(whole, looked.conflicts(), GateStatuses.of(objections, asks)),
          verdict.reports());
    }
    synchronized (proposals) {
      return commit(
          proposals.open(proposal.getNumber(), proposal.getEtag()),
          contents,
          looked,
          main,
          verdict,
          asked,
          actor);
    }
  }

  private Merged commit(
      StoredProposal kept,
      Contents contents,
      Proposals.Looked before,
      RegistrySnapshot main,
      GateResult verdict,
      Answered asked,
      Author actor) {
    Proposal proposal = kept.getProposal();
    RegistrySnapshot now = repository.refresh();
    if (now.revision() != main.revision()) {
      Proposals.Looked again = proposals.look(proposal, contents, now);
      if (!again.objections().isEmpty()) {
        Proposal whole = proposal.toBuilder().clearFiles().addAllFiles(contents.whole()).build();
        return new Merged.Not(
            new ProposalView(whole, again.conflicts(), GateStatuses.of(again.objections(), true)),
            verdict.reports());
      }
    }
    Instant at = repository.clock().instant();
    List<Report> reports =
        verdict.reports().stream().map(report -> StoredReport.of(report, at)).toList();
    // The evidence first: a version on main never lacks it.
    repository.keep(reports, actor);
    new RestatementStore(repository.store())
        .keep(
            Restatements.by(
                proposal,
                ReviewGate.approvers(proposal),
                Restatements.of(
                    before.inspection().candidates(),
                    proposal.getRestate(),
                    verdict.bridges(),
                    reports,
                    at)),
            actor);
    List<Edit> edits = new ArrayList<>(before.inspection().edits());
    edits.addAll(before.inspection().held(HELD));
    RegistrySnapshot after =
        repository.commit(edits, Proposals.actor(proposal.getAuthor()), message(proposal, actor));
    ProposalView view = record(kept, after.commit(), asked, actor);
    return done(view, reports.stream().map(Report::getId).toList());
  }

  private ProposalView record(StoredProposal kept, String commit, Answered asked, Author actor) {
    Proposal.Builder merged =
        kept.getProposal().toBuilder()
            .setState(ProposalState.PROPOSAL_STATE_MERGED)
            .setMergeCommit(commit)
            .setEndedBy(Proposals.named(actor));
    return proposals.keep(Optional.of(kept), merged, Optional.empty(), asked, actor, "merged");
  }

  private Merged done(ProposalView view, List<String> reports) {
    List<DefinitionVersion> versions =
        Publisher.newest(
            repository.snapshot(),
            view.proposal().getFilesList().stream().map(ProposedFile::getPath).toList());
    return new Merged.Done(view, versions, reports);
  }

  private static String message(Proposal proposal, Author actor) {
    StringBuilder text = new StringBuilder(proposal.getTitle()).append("\n\n");
    if (!proposal.getRestate().isEmpty()) {
      text.append("Restate: ").append(proposal.getRestate()).append('\n');
    }
    ReviewGate.approvers(proposal)
        .forEach(approver -> text.append("Approved-by: ").append(approver).append('\n'));
    text.append("Merged-by: ").append(Proposals.named(actor)).append('\n');
    return text.append(TRAILER + ": ").append(proposal.getNumber()).append('\n').toString();
  }

  /** An open proposal that is on main already: the record was cut off from its merge. */
  Optional<StoredProposal> recovered(StoredProposal kept) {
    Proposal proposal = kept.getProposal();
    if (proposal.getState() != ProposalState.PROPOSAL_STATE_OPEN) {
      return Optional.empty();
    }
    Contents contents = proposals.contents(proposal);
    try (RevWalk walk = new RevWalk(repository.store().git())) {
      Optional<ObjectId> tip = repository.store().resolve(GitStore.MAIN);
      RevCommit commit = tip.isPresent() ? walk.parseCommit(tip.get()) : null;
      while (commit != null && !commit.name().equals(proposal.getBaseCommit())) {
        if (commit.getFooterLines(TRAILER).contains(Integer.toString(proposal.getNumber()))
            && has(commit, contents)) {
          Author author = Proposals.actor(proposal.getAuthor());
          List<String> merger = commit.getFooterLines("Merged-by");
          Author by = merger.isEmpty() ? author : Proposals.actor(merger.getLast());
          record(kept, commit.name(), Answered.of("", proposal, by), by);
          return Optional.of(proposals.kept(proposal.getNumber()));
        }
        commit = commit.getParentCount() == 0 ? null : walk.parseCommit(commit.getParent(0));
      }
      return Optional.empty();
    } catch (IOException e) {
      throw GitStore.damaged(repository.store().directory(), e);
    }
  }

  private boolean has(RevCommit commit, Contents contents) {
    return contents.bytes().entrySet().stream()
        .allMatch(
            file ->
                repository
                    .store()
                    .file(commit, file.getKey())
                    .filter(bytes -> file.getValue().equals(ByteString.copyFrom(bytes)))
                    .isPresent());
  }
}
