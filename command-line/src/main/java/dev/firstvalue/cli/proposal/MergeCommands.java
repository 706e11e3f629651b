package dev.firstvalue.cli.proposal;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.GateState;
import dev.firstvalue.registry.v1.MergeProposalRequest;
import dev.firstvalue.registry.v1.MergeProposalResponse;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.AsyncService;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.ProposalServiceBlockingStub;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asking every gate, and merging. */
final class MergeCommands {
  private MergeCommands() {}

  /** Asks every gate, the store included. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Ask every gate, with a fresh backtest, and merge nothing.",
      footer = "%nExit codes: 0 every gate is open, 1 one is shut, 2 misuse, 3 environment.")
  static final class Check implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NUMBER", description = "The proposal's number.")
    private int number;

    @Mixin private ProposalOptions options;

    @Override
    public Integer call() {
      Terminal terminal = Terminal.of(spec);
      try (ProposalDoor door = options.open(terminal)) {
        MergeProposalResponse answer =
            door.ask(
                ProposalServiceBlockingStub::mergeProposal,
                AsyncService::mergeProposal,
                MergeProposalRequest.newBuilder()
                    .setNumber(number)
                    .setValidateOnly(true)
                    .setActor(options.actor())
                    .build());
        terminal.progressDone();
        terminal.print(
            ProposalText.one(
                answer.getProposal(), answer.getConflictsList(), answer.getGatesList()));
        return answer.getGatesList().stream()
                .allMatch(gate -> gate.getState() == GateState.GATE_STATE_OPEN)
            ? ExitCode.FINE
            : ExitCode.FINDINGS;
      }
    }
  }

  /** Merges. */
  @Command(
      name = "merge",
      mixinStandardHelpOptions = true,
      description =
          "Merge a proposal after a fresh backtest, or say which gates are shut and what opens"
              + " them.",
      footer = "%nExit codes: 0 merged, 1 a gate is shut, 2 misuse, 3 environment.")
  static final class Merge implements Callable<Integer> {
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
        MergeProposalResponse answer =
            door.ask(
                ProposalServiceBlockingStub::mergeProposal,
                AsyncService::mergeProposal,
                MergeProposalRequest.newBuilder()
                    .setNumber(number)
                    .setIfMatch(etag)
                    .setActor(options.actor())
                    .setRequestId(options.requestId())
                    .build());
        terminal.progressDone();
        terminal.println("merged proposal " + number);
        answer.getVersionsList().forEach(version -> terminal.println("version " + named(version)));
        terminal.println("commit " + answer.getProposal().getMergeCommit());
        answer.getReportsList().forEach(id -> terminal.println("report " + id));
        return ExitCode.FINE;
      } catch (StatusRuntimeException e) {
        terminal.progressDone();
        terminal.print(ProposalText.refusal(number, Refusal.violations(e)));
        return ExitCode.FINDINGS;
      }
    }

    private static String named(DefinitionVersion version) {
      return version.getName()
          + " "
          + version.getVersion()
          + (version.getRevision() == 0 ? "" : "." + version.getRevision())
          + " ("
          + version.getMeaningHash()
          + ")";
    }
  }
}
