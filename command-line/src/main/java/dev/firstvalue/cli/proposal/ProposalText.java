package dev.firstvalue.cli.proposal;

import com.google.rpc.PreconditionFailure.Violation;
import dev.firstvalue.proto.EnumWords;
import dev.firstvalue.registry.v1.Conflict;
import dev.firstvalue.registry.v1.ConflictKind;
import dev.firstvalue.registry.v1.GateState;
import dev.firstvalue.registry.v1.GateStatus;
import dev.firstvalue.registry.v1.Objection;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.Review;
import dev.firstvalue.reporting.render.Printable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Writes proposals for people. */
final class ProposalText {
  private ProposalText() {}

  /** A line each. */
  static String table(List<Proposal> proposals) {
    StringBuilder out = new StringBuilder();
    for (Proposal proposal : proposals) {
      out.append(
          String.format(
              Locale.ROOT,
              "%4d  %-6s  %s  %-24s  %s%n",
              proposal.getNumber(),
              state(proposal),
              at(proposal.getUpdatedAt().getSeconds()),
              Printable.line(name(proposal.getAuthor())),
              Printable.line(proposal.getTitle())));
    }
    return out.toString();
  }

  /** One proposal: what, by whom, reviews, conflicts and gates. */
  static String one(Proposal proposal, List<Conflict> conflicts, List<GateStatus> gates) {
    StringBuilder out = new StringBuilder();
    line(out, "proposal", proposal.getNumber() + " (" + state(proposal) + ")");
    line(out, "title", proposal.getTitle());
    line(out, "author", proposal.getAuthor());
    line(out, "content", proposal.getContentHash());
    if (!proposal.getRestate().isEmpty()) {
      line(out, "restate", proposal.getRestate());
    }
    if (!proposal.getMergeCommit().isEmpty()) {
      line(out, "commit", proposal.getMergeCommit());
    }
    if (!proposal.getEndedBy().isEmpty()) {
      line(out, state(proposal) + " by", proposal.getEndedBy());
    }
    proposal.getFilesList().forEach(file -> line(out, "file", file.getPath()));
    proposal.getReviewsList().forEach(review -> line(out, "review", review(proposal, review)));
    conflicts.forEach(conflict -> line(out, "conflict", conflict(conflict)));
    if (!proposal.getDescription().isEmpty()) {
      out.append('\n');
      proposal.getDescription().lines().forEach(l -> out.append(Printable.line(l)).append('\n'));
    }
    if (!gates.isEmpty()) {
      out.append('\n').append(gates(gates));
    }
    return out.toString();
  }

  /** A line for each gate, and what is wrong and to do below the shut ones. */
  static String gates(List<GateStatus> gates) {
    StringBuilder out = new StringBuilder();
    for (GateStatus gate : gates) {
      out.append(String.format(Locale.ROOT, "%-9s %s%n", word(gate.getState()), gate.getGate()));
      for (Objection objection : gate.getObjectionsList()) {
        out.append("            ")
            .append(Printable.line(objection.getSubject() + ": " + objection.getProblem()))
            .append("\n              ")
            .append(Printable.line(objection.getRemedy()))
            .append('\n');
      }
    }
    return out.toString();
  }

  /** A refused merge, an objection a line. */
  static String refusal(int number, List<Violation> violations) {
    StringBuilder out = new StringBuilder("proposal " + number + " is not merged:\n");
    for (Violation violation : violations) {
      out.append(
          String.format(
              Locale.ROOT,
              "  %-12s %s%n",
              violation.getType(),
              Printable.line(violation.getSubject() + ": " + violation.getDescription())));
    }
    return out.toString();
  }

  private static String word(GateState state) {
    return EnumWords.word(state.getValueDescriptor()).toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String state(Proposal proposal) {
    return EnumWords.word(proposal.getState().getValueDescriptor()).toLowerCase(Locale.ROOT);
  }

  private static String review(Proposal proposal, Review review) {
    boolean counts = review.getContentHash().equals(proposal.getContentHash());
    return EnumWords.word(review.getVerdict().getValueDescriptor()).toLowerCase(Locale.ROOT)
        + " by "
        + review.getReviewer()
        + (counts ? "" : " (of an earlier content)")
        + (review.getComment().isEmpty() ? "" : ": " + review.getComment());
  }

  private static String conflict(Conflict conflict) {
    return conflict.getKind() == ConflictKind.CONFLICT_KIND_ANOTHER_PROPOSAL
        ? conflict.getPath() + ": proposal " + conflict.getProposal() + " changes it too"
        : conflict.getPath() + ": main has moved on";
  }

  private static String name(String person) {
    int open = person.indexOf('<');
    return open < 0 ? person : person.substring(0, open).strip();
  }

  private static String at(long seconds) {
    return Instant.ofEpochSecond(seconds).toString();
  }

  private static void line(StringBuilder out, String what, String value) {
    out.append(String.format(Locale.ROOT, "%-12s %s%n", what, Printable.line(value)));
  }
}
