package dev.firstvalue.cli.report;

import dev.firstvalue.cli.options.DefinitionsOptions;
import dev.firstvalue.cli.options.InstantConverter;
import dev.firstvalue.cli.options.ReportOptions;
import dev.firstvalue.cli.options.StoreOptions;
import dev.firstvalue.cli.registry.ReportKeeper;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.PlannedTrial;
import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.cli.workspace.Workspace;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.Trial;
import dev.firstvalue.experiment.v1.FindingSeverity;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.reporting.ReportWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares activation across the arms of an experiment. */
@Command(
    name = "analyze",
    mixinStandardHelpOptions = true,
    description = "Compare activation across the arms of an experiment, by its plan.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue analyze onboarding-checklist",
      "  firstvalue analyze experiments/gate.yaml --as-of 2026-06-01 --out lift.html",
      "  firstvalue analyze onboarding-checklist --keep registry.git",
      "%nExit codes: 0 analyzed, 1 a check failed and the decision is withheld, 2 misuse,"
          + " 3 environment."
    })
public final class AnalyzeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "EXPERIMENT", description = "An experiment by its name or its file.")
  private String experiment;

  @Option(
      names = "--as-of",
      paramLabel = "T",
      converter = InstantConverter.class,
      description =
          "The end of what is known; it may lie after the newest event, for a log that is known to"
              + " be complete. Default: the newest event, less lateness.")
  private @Nullable Instant asOf;

  @Option(
      names = "--amended",
      description =
          "Read the experiment's file as it stands. Default: as Git has it for the experiment's"
              + " start; what was edited later is shown and not used.")
  private boolean amended;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description =
          "Keep the report in this registry's repository, by its content: the same analysis again"
              + " is the same report. `reports` lists it, and a server of the registry serves it.")
  private @Nullable Path keep;

  @Mixin private DefinitionsOptions definitions;
  @Mixin private StoreOptions store;
  @Mixin private ReportOptions report;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    Workspace workspace = definitions.workspace(experiment);
    Trial trial =
        new PlannedTrial(workspace, terminal::note, Clock.systemUTC())
            .of(experiment, amended)
            .trial();
    LiftReport answer;
    try (StoreSession session = store.open(terminal)) {
      answer =
          new Analysis(session.facts(), Clock.systemUTC()).run(trial, Optional.ofNullable(asOf));
    } finally {
      terminal.progressDone();
    }
    report.deliver(new ReportWriter(report.colors()).write(answer, report.format()), terminal);
    if (keep != null) {
      terminal.note("kept as " + ReportKeeper.keep(answer, keep, Clock.systemUTC()));
    }
    boolean withheld =
        answer.getFindingsList().stream()
            .anyMatch(f -> f.getSeverity() == FindingSeverity.FINDING_SEVERITY_ERROR);
    return withheld ? ExitCode.FINDINGS : ExitCode.FINE;
  }
}
