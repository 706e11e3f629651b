package dev.firstvalue.cli.proposal;

import com.google.protobuf.ByteString;
import dev.firstvalue.cli.registry.RestateConverter;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.registry.v1.CreateProposalRequest;
import dev.firstvalue.registry.v1.CreateProposalResponse;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.AsyncService;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.ProposalServiceBlockingStub;
import dev.firstvalue.registry.v1.ProposedContent;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proposes what an earlier version said. */
@Command(
    name = "revert",
    mixinStandardHelpOptions = true,
    description =
        "Propose the document of an earlier version again. Merged, it is the next version: no"
            + " number is used twice, and nothing is undone that was known.",
    footerHeading = "%nExamples:%n",
    footer =
        "  firstvalue revert lessons-completed --to 1 --restate FORWARD --server localhost:7777")
public final class RevertCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The definition's name.")
  private String name;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "VERSION",
      description = "The number of the version; its newest revision is taken.")
  private int version;

  @Option(
      names = {"-m", "--description"},
      paramLabel = "TEXT",
      description = "Why.")
  private String description = "";

  @Option(
      names = "--restate",
      paramLabel = "WHEN",
      converter = RestateConverter.class,
      description =
          "From when the change of meaning applies: FORWARD (from the merge on), ALL (to all of the"
              + " past) or a day.")
  private @Nullable String restate;

  @Mixin private ProposalOptions options;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    DefinitionVersion reverted = options.version(name, version);
    CreateProposalRequest.Builder request =
        CreateProposalRequest.newBuilder()
            .setTitle("Revert " + name + " to version " + version)
            .setDescription(description)
            .addFiles(
                ProposedContent.newBuilder()
                    .setName("definitions/" + name + ".yaml")
                    .setContent(ByteString.copyFromUtf8(reverted.getSource())))
            .setActor(options.actor())
            .setRequestId(options.requestId());
    if (restate != null) {
      request.setRestate(restate);
    }
    try (ProposalDoor door = options.open(terminal)) {
      CreateProposalResponse answer =
          door.ask(
              ProposalServiceBlockingStub::createProposal,
              AsyncService::createProposal,
              request.build());
      terminal.print(
          ProposalText.one(answer.getProposal(), answer.getConflictsList(), answer.getGatesList()));
    }
    return ExitCode.FINE;
  }
}
