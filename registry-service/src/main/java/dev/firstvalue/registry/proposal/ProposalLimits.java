package dev.firstvalue.registry.proposal;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.owner.People;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalState;
import java.util.Collection;
import java.util.Map;

/**
 * How many proposals may be open: each costs everybody who looks at them.
 *
 * @param ofOne of one author; 0: any number
 * @param ofAll in all; 0: any number
 */
public record ProposalLimits(int ofOne, int ofAll) {
  /** No limit at all. */
  public static final ProposalLimits NONE = new ProposalLimits(0, 0);

  /** Refuses what is less than none. */
  public ProposalLimits {
    if (ofOne < 0 || ofAll < 0) {
      throw new IllegalArgumentException(
          "limits: " + ofOne + ", " + ofAll + " (expected: at least 0 each)");
    }
  }

  /**
   * Holds an author who wants to open one more to the limits.
   *
   * @throws FirstvalueException LIMIT_EXCEEDED
   */
  void check(Collection<Proposal> proposals, String author) {
    String email = People.email(author);
    int open = 0;
    int own = 0;
    for (Proposal proposal : proposals) {
      if (proposal.getState() == ProposalState.PROPOSAL_STATE_OPEN) {
        open++;
        own += People.email(proposal.getAuthor()).equals(email) ? 1 : 0;
      }
    }
    if (ofOne > 0 && own >= ofOne) {
      throw exceeded(author, ofOne + " of one author", "--open-proposals", ofOne);
    }
    if (ofAll > 0 && open >= ofAll) {
      throw exceeded(author, ofAll + " in all", "--all-open-proposals", ofAll);
    }
  }

  private static FirstvalueException exceeded(
      String author, String limit, String option, int value) {
    return new FirstvalueException(
        ErrorCode.LIMIT_EXCEEDED,
        author,
        "too many open proposals (at most " + limit + ")",
        "Merge or close some first; serve " + option + " sets the limit",
        Map.of("limit", "open-proposals", "value", Integer.toString(value)));
  }
}
