package dev.firstvalue.registry.server;

import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.proposal.Merged;
import dev.firstvalue.registry.proposal.ProposalView;
import dev.firstvalue.registry.proposal.Proposals;
import dev.firstvalue.registry.v1.CloseProposalRequest;
import dev.firstvalue.registry.v1.CloseProposalResponse;
import dev.firstvalue.registry.v1.CreateProposalRequest;
import dev.firstvalue.registry.v1.CreateProposalResponse;
import dev.firstvalue.registry.v1.GetEvidenceRequest;
import dev.firstvalue.registry.v1.GetEvidenceResponse;
import dev.firstvalue.registry.v1.GetProposalRequest;
import dev.firstvalue.registry.v1.GetProposalResponse;
import dev.firstvalue.registry.v1.ListProposalsRequest;
import dev.firstvalue.registry.v1.ListProposalsResponse;
import dev.firstvalue.registry.v1.ListRestatementsRequest;
import dev.firstvalue.registry.v1.ListRestatementsResponse;
import dev.firstvalue.registry.v1.MergeProposalRequest;
import dev.firstvalue.registry.v1.MergeProposalResponse;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalServiceGrpc;
import dev.firstvalue.registry.v1.ReviewProposalRequest;
import dev.firstvalue.registry.v1.ReviewProposalResponse;
import dev.firstvalue.registry.v1.UpdateProposalRequest;
import dev.firstvalue.registry.v1.UpdateProposalResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code firstvalue.registry.v1.ProposalService}. Its calls write to Git, and one asks the store.
 */
public final class ProposalEndpoint extends ProposalServiceGrpc.ProposalServiceImplBase {
  private static final String NUMBER_KEY = "[1-9][0-9]{0,8}";

  private final Proposals proposals;
  private final Function<String, Author> actors;

  /** Believes every caller who they say they are. */
  public ProposalEndpoint(Proposals proposals) {
    this(proposals, Actors::ofCall);
  }

  /**
   * Answers from proposals.
   *
   * @param actors who calls, by what the request says of it; on the thread of the call
   */
  public ProposalEndpoint(Proposals proposals, Function<String, Author> actors) {
    this.proposals = proposals;
    this.actors = actors;
  }

  @Override
  public void createProposal(
      CreateProposalRequest request, StreamObserver<CreateProposalResponse> responses) {
    ProposalView view = proposals.create(request, actors.apply(request.getActor()));
    answer(
        responses,
        CreateProposalResponse.newBuilder()
            .setProposal(view.proposal())
            .addAllConflicts(view.conflicts())
            .addAllGates(view.gates())
            .build());
  }

  @Override
  public void updateProposal(
      UpdateProposalRequest request, StreamObserver<UpdateProposalResponse> responses) {
    ProposalView view = proposals.update(request, actors.apply(request.getActor()));
    answer(
        responses,
        UpdateProposalResponse.newBuilder()
            .setProposal(view.proposal())
            .addAllConflicts(view.conflicts())
            .addAllGates(view.gates())
            .build());
  }

  @Override
  public void listProposals(
      ListProposalsRequest request, StreamObserver<ListProposalsResponse> responses) {
    Optional<Integer> after = Pages.after(request.getPageToken(), NUMBER_KEY).map(Integer::valueOf);
    List<Proposal> rest =
        proposals.list().stream()
            .filter(proposal -> after.isEmpty() || proposal.getNumber() < after.get())
            .filter(proposal -> passes(request, proposal))
            .toList();
    Pages.Page<Proposal> page =
        Pages.first(
            rest,
            request.getPageSize(),
            Proposal::getSerializedSize,
            proposal -> Integer.toString(proposal.getNumber()));
    answer(
        responses,
        ListProposalsResponse.newBuilder()
            .addAllProposals(page.items())
            .setNextPageToken(page.nextToken())
            .build());
  }

  private static boolean passes(ListProposalsRequest request, Proposal proposal) {
    String path = "definitions/" + request.getDefinition() + ".yaml";
    return (request.getStatesCount() == 0 || request.getStatesList().contains(proposal.getState()))
        && (request.getDefinition().isEmpty()
            || proposal.getFilesList().stream().anyMatch(file -> file.getPath().equals(path)));
  }

  @Override
  public void getProposal(
      GetProposalRequest request, StreamObserver<GetProposalResponse> responses) {
    ProposalView view = proposals.get(request.getNumber());
    answer(
        responses,
        GetProposalResponse.newBuilder()
            .setProposal(view.proposal())
            .addAllConflicts(view.conflicts())
            .addAllGates(view.gates())
            .addAllChanges(proposals.differences(view))
            .build());
  }

  @Override
  public void reviewProposal(
      ReviewProposalRequest request, StreamObserver<ReviewProposalResponse> responses) {
    ProposalView view = proposals.review(request, actors.apply(request.getActor()));
    answer(
        responses,
        ReviewProposalResponse.newBuilder()
            .setProposal(view.proposal())
            .addAllConflicts(view.conflicts())
            .addAllGates(view.gates())
            .build());
  }

  @Override
  public void mergeProposal(
      MergeProposalRequest request, StreamObserver<MergeProposalResponse> responses) {
    switch (proposals.merge(request, actors.apply(request.getActor()))) {
      case Merged.Done done ->
          answer(
              responses,
              MergeProposalResponse.newBuilder()
                  .setProposal(done.view().proposal())
                  .addAllVersions(done.versions())
                  .addAllReports(done.reports())
                  .build());
      case Merged.Not not -> {
        if (!request.getValidateOnly()) {
          throw Refusals.of(not.view());
        }
        answer(
            responses,
            MergeProposalResponse.newBuilder()
                .setProposal(not.view().proposal())
                .addAllGates(not.view().gates())
                .addAllConflicts(not.view().conflicts())
                .build());
      }
    }
  }

  @Override
  public void closeProposal(
      CloseProposalRequest request, StreamObserver<CloseProposalResponse> responses) {
    ProposalView view = proposals.close(request, actors.apply(request.getActor()));
    answer(responses, CloseProposalResponse.newBuilder().setProposal(view.proposal()).build());
  }

  @Override
  public void listRestatements(
      ListRestatementsRequest request, StreamObserver<ListRestatementsResponse> responses) {
    answer(
        responses,
        ListRestatementsResponse.newBuilder()
            .addAllRestatements(proposals.restatements(request.getName()))
            .build());
  }

  @Override
  public void getEvidence(
      GetEvidenceRequest request, StreamObserver<GetEvidenceResponse> responses) {
    answer(responses, proposals.evidence(request));
  }

  private static <R> void answer(StreamObserver<R> responses, R response) {
    responses.onNext(response);
    responses.onCompleted();
  }
}
