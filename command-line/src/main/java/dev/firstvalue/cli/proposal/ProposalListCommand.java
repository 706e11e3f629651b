package dev.firstvalue.cli.proposal;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.registry.v1.ListProposalsRequest;
import dev.firstvalue.registry.v1.ListProposalsResponse;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.AsyncService;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.ProposalServiceBlockingStub;
import dev.firstvalue.registry.v1.ProposalState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists proposals. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the open proposals, the newest first.")
final class ProposalListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--all", description = "Also those that were merged or closed.")
  private boolean all;

  @Option(
      names = "--definition",
      paramLabel = "NAME",
      description = "Only those that change this definition.")
  private String definition = "";

  @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
  private ProposalFormat format = ProposalFormat.TEXT;

  @Mixin private ProposalOptions options;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    ListProposalsRequest.Builder request =
        ListProposalsRequest.newBuilder().setDefinition(definition);
    if (!all) {
      request.addStates(ProposalState.PROPOSAL_STATE_OPEN);
    }
    List<Proposal> found = new ArrayList<>();
    try (ProposalDoor door = options.read(terminal)) {
      ListProposalsResponse page;
      do {
        page =
            door.ask(
                ProposalServiceBlockingStub::listProposals,
                AsyncService::listProposals,
                request.build());
        found.addAll(page.getProposalsList());
        request.setPageToken(page.getNextPageToken());
      } while (!page.getNextPageToken().isEmpty());
    }
    switch (format) {
      case TEXT -> terminal.print(ProposalText.table(found));
      case JSON ->
          terminal.print(
              found.stream()
                  .map(ProtoJson::printReport)
                  .collect(Collectors.joining(",\n", "[", "]\n")));
    }
    return ExitCode.FINE;
  }
}
