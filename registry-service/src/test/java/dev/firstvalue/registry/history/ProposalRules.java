package dev.firstvalue.registry.history;

import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a registry promises of proposals, held against what it acknowledged:
 *
 * <ul>
 *   <li>no acknowledged proposal, approval, merge or closing is lost, and no number is given twice;
 *   <li>a proposal is on main exactly if it says so, and once;
 *   <li>every acknowledged request has its entry in the audit trail.
 * </ul>
 */
final class ProposalRules {
  private final Map<Integer, Proposal> proposals;
  private final Map<Integer, List<String>> onMain;
  private final Set<String> entered;
  private final List<String> broken = new ArrayList<>();

  private ProposalRules(
      Map<Integer, Proposal> proposals, Map<Integer, List<String>> onMain, Set<String> entered) {
    this.proposals = proposals;
    this.onMain = onMain;
    this.entered = entered;
  }

  /**
   * What was broken, one a line.
   *
   * @param proposals as they are at the end, by number
   * @param onMain the commits of main that name a proposal, by its number
   * @param entered the requests of the audit trail
   */
  static List<String> broken(
      List<Kept> kept,
      Map<Integer, Proposal> proposals,
      Map<Integer, List<String>> onMain,
      Set<String> entered) {
    ProposalRules rules = new ProposalRules(proposals, onMain, entered);
    rules.hold(kept);
    return List.copyOf(rules.broken);
  }

  private void hold(List<Kept> kept) {
    Map<Integer, String> opened = new HashMap<>();
    for (Kept each : kept) {
      Proposal now = proposals.get(each.number());
      if (now == null) {
        broken.add("lost: proposal " + each.number() + " of " + each.request());
        continue;
      }
      boolean there =
          switch (each) {
            case Kept.Opened(String request, int number, String hash) -> {
              String other = opened.putIfAbsent(number, request);
              yield (other == null || other.equals(request)) && now.getContentHash().equals(hash);
            }
            case Kept.Approved(String _, int _, String reviewer) ->
                now.getReviewsList().stream()
                    .anyMatch(review -> review.getReviewer().equals(reviewer));
            case Kept.MergedIn(String _, int number, String commit) ->
                now.getState() == ProposalState.PROPOSAL_STATE_MERGED
                    && now.getMergeCommit().equals(commit)
                    && onMain.getOrDefault(number, List.of()).equals(List.of(commit));
            case Kept.Closed _ -> now.getState() == ProposalState.PROPOSAL_STATE_CLOSED;
          };
      if (!there) {
        broken.add("lost: " + each + "; there is " + now.getState() + " " + now.getMergeCommit());
      }
      if (!entered.contains(each.request())) {
        broken.add("audit: no entry of " + each);
      }
    }
    proposals.forEach(
        (number, proposal) -> {
          List<String> commits = onMain.getOrDefault(number, List.of());
          List<String> said =
              proposal.getState() == ProposalState.PROPOSAL_STATE_MERGED
                  ? List.of(proposal.getMergeCommit())
                  : List.of();
          if (!commits.equals(said)) {
            broken.add("main: proposal " + number + " says " + said + ", main has " + commits);
          }
        });
  }
}
