package dev.firstvalue.registry.gate;

import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.registry.owner.People;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.Review;
import dev.firstvalue.registry.v1.ReviewVerdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether enough people who did not write it have approved this very content. */
public final class ReviewGate {
  private ReviewGate() {}

  /** The newest word of each reviewer on the content of a proposal, by email. */
  static Map<String, Review> standing(Proposal proposal) {
    Set<String> writers = new HashSet<>();
    proposal.getWritersList().forEach(writer -> writers.add(People.email(writer)));
    Map<String, Review> standing = new LinkedHashMap<>();
    for (Review review : proposal.getReviewsList()) {
      String reviewer = People.email(review.getReviewer());
      boolean counts =
          review.getContentHash().equals(proposal.getContentHash())
              && review.getVerdict() != ReviewVerdict.REVIEW_VERDICT_COMMENT
              && !(review.getVerdict() == ReviewVerdict.REVIEW_VERDICT_APPROVE
                  && writers.contains(reviewer));
      if (counts) {
        standing.put(reviewer, review);
      }
    }
    return standing;
  }

  /** The approvals of the content as it is. */
  public static List<Review> approvals(Proposal proposal) {
    return standing(proposal).values().stream()
        .filter(review -> review.getVerdict() == ReviewVerdict.REVIEW_VERDICT_APPROVE)
        .toList();
  }

  /** Who approves the content as it is, as they called themselves. */
  public static List<String> approvers(Proposal proposal) {
    return approvals(proposal).stream().map(Review::getReviewer).toList();
  }

  /**
   * Objections for too few approvals, and for each reviewer who asks for changes.
   *
   * @param rules main's policy: a proposal does not lower its own bar
   */
  public static List<Objection> check(Proposal proposal, PolicySpec rules) {
    List<Objection> objections = new ArrayList<>();
    String subject = "proposal " + proposal.getNumber();
    int approvals = approvers(proposal).size();
    int minimum = rules.getApprovals().getMinimum();
    if (approvals < minimum) {
      objections.add(
          new Objection(
              GateName.REVIEW,
              subject,
              "approvals of this content: " + approvals + " (expected: at least " + minimum + ")",
              "Ask somebody who did not write it to run `firstvalue proposals approve "
                  + proposal.getNumber()
                  + "`"));
    }
    standing(proposal).values().stream()
        .filter(review -> review.getVerdict() == ReviewVerdict.REVIEW_VERDICT_REJECT)
        .forEach(
            review ->
                objections.add(
                    new Objection(
                        GateName.REVIEW,
                        subject,
                        review.getReviewer() + " asks for changes: " + review.getComment(),
                        "Change the proposal, or let the reviewer approve it")));
    return objections;
  }
}
