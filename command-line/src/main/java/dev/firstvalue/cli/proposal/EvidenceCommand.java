package dev.firstvalue.cli.proposal;

import dev.firstvalue.cli.registry.VersionName;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.registry.v1.GetEvidenceRequest;
import dev.firstvalue.registry.v1.GetEvidenceResponse;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.AsyncService;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.ProposalServiceBlockingStub;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a version stands on. */
@Command(
    name = "evidence",
    mixinStandardHelpOptions = true,
    description =
        "Show what a version of a definition stands on: its reports and those of experiments on it,"
            + " who approved it, and what it did to the past.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue evidence lessons-completed --server localhost:7777",
      "  firstvalue evidence lessons-completed@1 --repository registry.git --format json"
    })
public final class EvidenceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME[@VERSION]",
      converter = VersionName.Converter.class,
      description = "The definition, and which of its versions. Default: the newest.")
  private VersionName name;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
  private ProposalFormat format = ProposalFormat.TEXT;

  @Mixin private ProposalOptions options;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    try (ProposalDoor door = options.read(terminal)) {
      GetEvidenceResponse found =
          door.ask(
              ProposalServiceBlockingStub::getEvidence,
              AsyncService::getEvidence,
              GetEvidenceRequest.newBuilder()
                  .setName(name.name())
                  .setVersion(name.versionOrZero())
                  .build());
      switch (format) {
        case TEXT -> terminal.print(EvidenceText.of(found));
        case JSON -> terminal.println(ProtoJson.printReport(found));
      }
    }
    return ExitCode.FINE;
  }
}
