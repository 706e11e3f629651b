package dev.firstvalue.cli.proposal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with proposals that are there. */
@Command(
    name = "proposals",
    mixinStandardHelpOptions = true,
    description = "List, show, review, check, merge and close the proposals of a registry.",
    subcommands = {
      ProposalListCommand.class,
      ProposalShowCommand.class,
      ReviewCommands.Approve.class,
      ReviewCommands.Reject.class,
      ReviewCommands.Comment.class,
      MergeCommands.Check.class,
      MergeCommands.Merge.class,
      ProposalCloseCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue proposals list --server localhost:7777",
      "  firstvalue proposals approve 7 --author 'Ben <ben@example.com>' --server localhost:7777",
      "  firstvalue proposals merge 7 --server localhost:7777"
    })
public final class ProposalsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "command: none (expected: one of the below)");
  }
}
