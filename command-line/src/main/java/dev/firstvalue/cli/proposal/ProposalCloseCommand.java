package dev.firstvalue.cli.proposal;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.registry.v1.CloseProposalRequest;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.AsyncService;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.ProposalServiceBlockingStub;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives a proposal up. */
@Command(
    name = "close",
    mixinStandardHelpOptions = true,
    description = "Give a proposal up. It stays readable.")
final class ProposalCloseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NUMBER", description = "The proposal's number.")
  private int number;

  @Option(
      names = "--if-match",
      paramLabel = "ETAG",
      description = "Only if nobody changed the proposal since it had this etag.")
  private String etag = "";

  @Mixin private ProposalOptions options;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    try (ProposalDoor door = options.open(terminal)) {
      door.ask(
          ProposalServiceBlockingStub::closeProposal,
          AsyncService::closeProposal,
          CloseProposalRequest.newBuilder()
              .setNumber(number)
              .setIfMatch(etag)
              .setActor(options.actor())
              .setRequestId(options.requestId())
              .build());
    }
    terminal.println("closed proposal " + number);
    return ExitCode.FINE;
  }
}
