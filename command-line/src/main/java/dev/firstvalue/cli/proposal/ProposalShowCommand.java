package dev.firstvalue.cli.proposal;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.registry.v1.GetProposalRequest;
import dev.firstvalue.registry.v1.GetProposalResponse;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.AsyncService;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.ProposalServiceBlockingStub;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one proposal. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show a proposal: its files, reviews, conflicts, and how each gate stands.")
final class ProposalShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NUMBER", description = "The proposal's number.")
  private int number;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
  private ProposalFormat format = ProposalFormat.TEXT;

  @Mixin private ProposalOptions options;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    try (ProposalDoor door = options.read(terminal)) {
      GetProposalResponse found =
          door.ask(
              ProposalServiceBlockingStub::getProposal,
              AsyncService::getProposal,
              GetProposalRequest.newBuilder().setNumber(number).build());
      switch (format) {
        case TEXT ->
            terminal.print(
                ProposalText.one(
                    found.getProposal(), found.getConflictsList(), found.getGatesList()));
        case JSON -> terminal.println(ProtoJson.printReport(found));
      }
    }
    return ExitCode.FINE;
  }
}
