package dev.firstvalue.cli.proposal;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.registry.v1.ListRestatementsRequest;
import dev.firstvalue.registry.v1.ListRestatementsResponse;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.AsyncService;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.ProposalServiceBlockingStub;
import dev.firstvalue.registry.v1.RestatedEntities;
import dev.firstvalue.registry.v1.Restatement;
import dev.firstvalue.reporting.render.Printable;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what each change of a meaning did to the past. */
@Command(
    name = "restatements",
    mixinStandardHelpOptions = true,
    description =
        "Tell what each change of a definition's meaning did to the past: from when it applies, who"
            + " chose that, and whom it moved.",
    footerHeading = "%nExamples:%n",
    footer = "  firstvalue restatements lessons-completed --server localhost:7777")
public final class RestatementsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The definition's name.")
  private String name;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
  private ProposalFormat format = ProposalFormat.TEXT;

  @Mixin private ProposalOptions options;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    try (ProposalDoor door = options.read(terminal)) {
      ListRestatementsResponse found =
          door.ask(
              ProposalServiceBlockingStub::listRestatements,
              AsyncService::listRestatements,
              ListRestatementsRequest.newBuilder().setName(name).build());
      switch (format) {
        case TEXT -> found.getRestatementsList().forEach(record -> terminal.print(text(record)));
        case JSON -> terminal.println(ProtoJson.printReport(found));
      }
    }
    return ExitCode.FINE;
  }

  static String text(Restatement record) {
    StringBuilder out = new StringBuilder();
    String from =
        record.hasValidFrom()
            ? Instant.ofEpochSecond(record.getValidFrom().getSeconds()).toString()
            : "the beginning";
    out.append(
        String.format(
            Locale.ROOT,
            "version %d  %s  applies from %s (%s)%n",
            record.getVersion(),
            record.getChange(),
            from,
            record.getChoice()));
    record
        .getReasonsList()
        .forEach(reason -> out.append("  ").append(Printable.line(reason)).append('\n'));
    if (record.hasEntities()) {
      RestatedEntities moved = record.getEntities();
      out.append(
          String.format(
              Locale.ROOT,
              "  of %,d entities %,d reach value by both versions, %,d are gained and %,d lost%n",
              moved.getCompared(),
              moved.getBoth(),
              moved.getGained(),
              moved.getLost()));
    }
    if (record.getProposal() > 0) {
      out.append("  proposal ").append(record.getProposal());
      record
          .getApproversList()
          .forEach(person -> out.append(", approved by ").append(Printable.line(person)));
      out.append('\n');
    }
    return out.toString();
  }
}
