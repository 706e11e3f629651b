package dev.firstvalue.cli.proposal;

import com.google.protobuf.ByteString;
import dev.firstvalue.cli.registry.RestateConverter;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.v1.Conflict;
import dev.firstvalue.registry.v1.CreateProposalRequest;
import dev.firstvalue.registry.v1.GateStatus;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.AsyncService;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.ProposalServiceBlockingStub;
import dev.firstvalue.registry.v1.ProposedContent;
import dev.firstvalue.registry.v1.UpdateProposalRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Opens a proposal, or changes one. */
@Command(
    name = "propose",
    mixinStandardHelpOptions = true,
    description =
        "Propose documents, or a CODEOWNERS file, to a registry: they are kept, reviewed, and"
            + " merged when every gate of the policy is open.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue propose definitions/lessons-completed.yaml --restate FORWARD --server"
          + " localhost:7777",
      "  firstvalue propose definitions/lessons-completed.yaml --update 7 --server localhost:7777",
      "%nExit codes: 0 kept, whatever its gates say, 2 misuse, 3 environment."
    })
public final class ProposeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Documents to propose.")
  private List<Path> files = List.of();

  @Option(
      names = "--update",
      paramLabel = "NUMBER",
      description =
          "Change this proposal. Without FILE it keeps its files; another content drops the"
              + " approvals.")
  private @Nullable Integer update;

  @Option(names = "--title", paramLabel = "TEXT", description = "One line.")
  private @Nullable String title;

  @Option(
      names = {"-m", "--description"},
      paramLabel = "TEXT",
      description = "Why.")
  private @Nullable String description;

  @Option(
      names = "--restate",
      paramLabel = "WHEN",
      converter = RestateConverter.class,
      description =
          "From when a change of meaning applies: FORWARD (from the merge on), ALL (to all of the"
              + " past) or a day.")
  private @Nullable String restate;

  @Option(
      names = "--if-match",
      paramLabel = "ETAG",
      description = "With --update: only if nobody changed the proposal since it had this etag.")
  private String etag = "";

  @Mixin private ProposalOptions options;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    if (files.isEmpty() && update == null) {
      throw new ParameterException(
          spec.commandLine(), "FILE: none (expected: at least one, or --update)");
    }
    List<ProposedContent> contents = files.stream().map(ProposeCommand::read).toList();
    try (ProposalDoor door = options.open(terminal)) {
      if (update == null) {
        var answer =
            door.ask(
                ProposalServiceBlockingStub::createProposal,
                AsyncService::createProposal,
                create(contents));
        show(terminal, answer.getProposal(), answer.getConflictsList(), answer.getGatesList());
      } else {
        var answer =
            door.ask(
                ProposalServiceBlockingStub::updateProposal,
                AsyncService::updateProposal,
                change(update, contents));
        show(terminal, answer.getProposal(), answer.getConflictsList(), answer.getGatesList());
      }
    }
    return ExitCode.FINE;
  }

  private static void show(
      Terminal terminal, Proposal proposal, List<Conflict> conflicts, List<GateStatus> gates) {
    terminal.print(ProposalText.one(proposal, conflicts, gates));
  }

  private CreateProposalRequest create(List<ProposedContent> contents) {
    String names =
        String.join(", ", files.stream().map(file -> String.valueOf(file.getFileName())).toList());
    CreateProposalRequest.Builder request =
        CreateProposalRequest.newBuilder()
            .addAllFiles(contents)
            .setTitle(
                title != null
                    ? title
                    : "Change " + names.substring(0, Math.min(names.length(), 190)))
            .setActor(options.actor())
            .setRequestId(options.requestId());
    if (description != null) {
      request.setDescription(description);
    }
    if (restate != null) {
      request.setRestate(restate);
    }
    return request.build();
  }

  private UpdateProposalRequest change(int number, List<ProposedContent> contents) {
    UpdateProposalRequest.Builder request =
        UpdateProposalRequest.newBuilder()
            .setNumber(number)
            .addAllFiles(contents)
            .setIfMatch(etag)
            .setActor(options.actor())
            .setRequestId(options.requestId());
    if (title != null) {
      request.setTitle(title);
    }
    if (description != null) {
      request.setDescription(description);
    }
    if (restate != null) {
      request.setRestate(restate);
    }
    return request.build();
  }

  private static ProposedContent read(Path file) {
    try {
      return ProposedContent.newBuilder()
          .setName(file.toString())
          .setContent(ByteString.copyFrom(Files.readAllBytes(file)))
          .build();
    } catch (IOException e) {
      throw new FirstvalueException(
          Files.exists(file) ? ErrorCode.FILE_UNREADABLE : ErrorCode.FILE_NOT_FOUND,
          file.toString(),
          "cannot be read: " + e,
          "Name a readable file",
          e);
    }
  }
}
