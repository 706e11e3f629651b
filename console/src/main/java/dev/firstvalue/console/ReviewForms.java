package dev.firstvalue.console;

import dev.firstvalue.console.view.Badge;
import dev.firstvalue.console.view.Link;
import dev.firstvalue.console.view.Problem;
import dev.firstvalue.console.view.ProposalPage.Outcome;
import dev.firstvalue.registry.v1.CloseProposalRequest;
import dev.firstvalue.registry.v1.GateStatus;
import dev.firstvalue.registry.v1.MergeProposalRequest;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.ProposalServiceBlockingStub;
import dev.firstvalue.registry.v1.ReviewProposalRequest;
import dev.firstvalue.registry.v1.ReviewVerdict;
import io.grpc.StatusRuntimeException;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;

/**
 * What a reviewer says by a form. The service decides, as it does for the command line: a form
 * carries the content and the edition that its page showed, so that nobody judges what they have
 * not seen.
 */
final class ReviewForms {
  private static final Outcome ASKED =
      new Outcome(
          new Badge("asked", "neutral"), "The gates below as the events have it now.", List.of());

  private ReviewForms() {}

  /** Approves, asks for changes, or comments. */
  static void review(Guest guest) {
    answer(
        guest,
        (proposals, number) -> {
          var _ =
              proposals.reviewProposal(
                  ReviewProposalRequest.newBuilder()
                      .setNumber(number)
                      .setVerdict(verdict(guest.form("verdict")))
                      .setComment(guest.form("comment"))
                      .setContentHash(guest.form("content"))
                      .build());
          return List.of();
        });
  }

  /** Asks every gate, the store among them, and merges nothing. */
  static void check(Guest guest) {
    answer(
        guest,
        (proposals, number) ->
            proposals
                .mergeProposal(merge(guest, number).setValidateOnly(true).build())
                .getGatesList());
  }

  /** Merges. */
  static void merge(Guest guest) {
    answer(
        guest,
        (proposals, number) -> {
          var _ = proposals.mergeProposal(merge(guest, number).build());
          return List.of();
        });
  }

  /** Gives the proposal up. */
  static void close(Guest guest) {
    answer(
        guest,
        (proposals, number) -> {
          var _ =
              proposals.closeProposal(
                  CloseProposalRequest.newBuilder()
                      .setNumber(number)
                      .setIfMatch(guest.form("etag"))
                      .build());
          return List.of();
        });
  }

  private static MergeProposalRequest.Builder merge(Guest guest, int number) {
    return MergeProposalRequest.newBuilder().setNumber(number).setIfMatch(guest.form("etag"));
  }

  /** A call, and the gates that it found; none where it did what it was to do. */
  @FunctionalInterface
  private interface Call {
    List<GateStatus> make(ProposalServiceBlockingStub proposals, int number);
  }

  /** Makes a call, and shows the proposal after it or why it was refused. */
  private static void answer(Guest guest, Call call) {
    int number = ProposalHandler.number(guest);
    try {
      List<GateStatus> gates = call.make(guest.visit().proposals(), number);
      if (gates.isEmpty()) {
        // The page again by its address: to load it once more sends nothing twice.
        guest.http().redirect(Link.proposal(number).href(), HttpStatus.SEE_OTHER);
      } else {
        ProposalHandler.show(guest, Optional.of(ASKED), gates);
      }
    } catch (StatusRuntimeException e) {
      Problem problem = Problems.of(e);
      guest.http().status(Problems.httpStatus(e));
      ProposalHandler.show(
          guest,
          Optional.of(
              new Outcome(
                  new Badge("refused", "bad"),
                  problem.heading() + (problem.remedy().isEmpty() ? "" : ". " + problem.remedy()),
                  problem.details())),
          List.of());
    }
  }

  private static ReviewVerdict verdict(String word) {
    return switch (word) {
      case "approve" -> ReviewVerdict.REVIEW_VERDICT_APPROVE;
      case "reject" -> ReviewVerdict.REVIEW_VERDICT_REJECT;
      case "comment" -> ReviewVerdict.REVIEW_VERDICT_COMMENT;
      default -> ReviewVerdict.REVIEW_VERDICT_UNSPECIFIED;
    };
  }
}
