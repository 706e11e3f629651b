package dev.firstvalue.cli.drift;

import dev.firstvalue.cli.options.DefinitionsOptions;
import dev.firstvalue.cli.options.ReportOptions;
import dev.firstvalue.cli.options.ScopeOptions;
import dev.firstvalue.cli.options.StoreOptions;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.reporting.ReportWriter;
import dev.firstvalue.validation.v1.VersionBridge;
import dev.firstvalue.validator.bridge.Bridge;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sets two versions of a definition beside each other on the same entities. */
@Command(
    name = "bridge",
    mixinStandardHelpOptions = true,
    description =
        "Set two versions of a definition beside each other on the same entities: who is gained and"
            + " lost and by which clause, the factor that carries a series across, and what becomes"
            + " of lift.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue bridge lessons-completed --from origin/main",
      "  firstvalue bridge lessons-completed --from HEAD~3 --to drafts/lessons-completed.yaml",
      "  firstvalue bridge lessons-completed --from 1 --to 2 --repository registry.git",
      "%nExit codes: 0 compared, 1 nothing to compare, 2 misuse, 3 environment."
    })
public final class BridgeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The definition.")
  private String name;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "VERSION|REF",
      description =
          "The older version: with --repository its number, else a branch, tag or commit of the"
              + " working copy.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "VERSION|FILE",
      description =
          "The newer version: with --repository its number (default: the active one), else a file"
              + " (default: the definition as it lies in the folder).")
  private @Nullable String to;

  @Option(
      names = {"-R", "--repository"},
      paramLabel = "DIR",
      description = "The registry's bare Git repository, whose versions are compared.")
  private @Nullable Path repository;

  @Mixin private DefinitionsOptions definitions;
  @Mixin private ScopeOptions scope;
  @Mixin private StoreOptions store;
  @Mixin private ReportOptions report;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    BridgeSides sides =
        repository == null
            ? BridgeSides.ofWorkingCopy(
                definitions.workspace(to == null ? name : to), name, from, Optional.ofNullable(to))
            : BridgeSides.ofRegistry(repository, name, from, Optional.ofNullable(to));
    VersionBridge answer;
    try (StoreSession session = store.open(terminal)) {
      answer =
          new Bridge(session.facts(), Clock.systemUTC())
              .between(sides.from(), sides.to(), scope.scope());
    } finally {
      terminal.progressDone();
    }
    report.deliver(new ReportWriter(report.colors()).write(answer, report.format()), terminal);
    return answer.getCompared() > 0 ? ExitCode.FINE : ExitCode.FINDINGS;
  }
}
