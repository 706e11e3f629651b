package dev.firstvalue.cli.proposal;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.registry.v1.GetProposalRequest;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.AsyncService;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.ProposalServiceBlockingStub;
import dev.firstvalue.registry.v1.ReviewProposalRequest;
import dev.firstvalue.registry.v1.ReviewProposalResponse;
import dev.firstvalue.registry.v1.ReviewVerdict;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The three things that a reviewer says. */
final class ReviewCommands {
  private ReviewCommands() {}

  /** What they share. */
  abstract static class Said implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NUMBER", description = "The proposal's number.")
    private int number;

    @Option(
        names = {"-m", "--message"},
        paramLabel = "TEXT",
        description = "Why.")
    private String comment = "";

    @Option(
        names = "--content",
        paramLabel = "HASH",
        description =
            "The content that was read, as `show` names it: another one is not reviewed. Default:"
                + " the content that the proposal has now.")
    private String content = "";

    @Mixin private ProposalOptions options;

    abstract ReviewVerdict verdict();

    @Override
    public Integer call() {
      Terminal terminal = Terminal.of(spec);
      try (ProposalDoor door = options.open(terminal)) {
        String read =
            content.isEmpty()
                ? door.ask(
                        ProposalServiceBlockingStub::getProposal,
                        AsyncService::getProposal,
                        GetProposalRequest.newBuilder().setNumber(number).build())
                    .getProposal()
                    .getContentHash()
                : content;
        ReviewProposalResponse answer =
            door.ask(
                ProposalServiceBlockingStub::reviewProposal,
                AsyncService::reviewProposal,
                ReviewProposalRequest.newBuilder()
                    .setNumber(number)
                    .setVerdict(verdict())
                    .setComment(comment)
                    .setContentHash(read)
                    .setActor(options.actor())
                    .setRequestId(options.requestId())
                    .build());
        terminal.print(
            ProposalText.one(
                answer.getProposal(), answer.getConflictsList(), answer.getGatesList()));
      }
      return ExitCode.FINE;
    }
  }

  /** It may be merged. */
  @Command(
      name = "approve",
      mixinStandardHelpOptions = true,
      description =
          "Approve the content of a proposal. Nobody approves what they wrote; another content"
              + " needs another approval.")
  static final class Approve extends Said {
    @Override
    ReviewVerdict verdict() {
      return ReviewVerdict.REVIEW_VERDICT_APPROVE;
    }
  }

  /** It must not be merged. */
  @Command(
      name = "reject",
      mixinStandardHelpOptions = true,
      description = "Ask for changes: the content is not merged until you approve it.")
  static final class Reject extends Said {
    @Override
    ReviewVerdict verdict() {
      return ReviewVerdict.REVIEW_VERDICT_REJECT;
    }
  }

  /** A word. */
  @Command(
      name = "comment",
      mixinStandardHelpOptions = true,
      description = "Say a word that opens and shuts no gate.")
  static final class Comment extends Said {
    @Override
    ReviewVerdict verdict() {
      return ReviewVerdict.REVIEW_VERDICT_COMMENT;
    }
  }
}
