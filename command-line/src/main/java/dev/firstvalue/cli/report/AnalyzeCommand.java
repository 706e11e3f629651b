package dev.firstvalue.cli.report;

import com.google.protobuf.Timestamp;
import dev.firstvalue.cli.options.DefinitionsOptions;
import dev.firstvalue.cli.options.InstantConverter;
import dev.firstvalue.cli.options.ReportOptions;
import dev.firstvalue.cli.options.StoreOptions;
import dev.firstvalue.cli.registry.ClientSecurityOptions;
import dev.firstvalue.cli.registry.RemoteAnalysis;
import dev.firstvalue.cli.registry.ReportKeeper;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.PlannedTrial;
import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.cli.workspace.Workspace;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.plan.Trial;
import dev.firstvalue.experiment.service.ExperimentEndpoint;
import dev.firstvalue.experiment.v1.AnalyzeExperimentRequest;
import dev.firstvalue.experiment.v1.FindingSeverity;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.reporting.ReportWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
      "  firstvalue analyze onboarding-checklist --server localhost:7777 --format markdown",
      "%nExit codes: 0 analyzed, 1 a check failed and the decision is withheld, 2 misuse,"
          + " 3 environment."
    })
public final class AnalyzeCommand implements Callable<Integer> {
  /** What cannot be a file's path with a folder or an ending. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

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

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      description =
          "Let a registry's server analyze, on its own store: an experiment of its main by name,"
              + " whose report it keeps, or the one in a file, which it does not.")
  private @Nullable String server;

  @Mixin private ClientSecurityOptions security;
  @Mixin private DefinitionsOptions definitions;
  @Mixin private StoreOptions store;
  @Mixin private ReportOptions report;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    if (server != null) {
      return deliver(remote(server, terminal), terminal);
    }
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
    Optional<String> kept =
        Optional.ofNullable(keep)
            .map(registry -> ReportKeeper.keep(answer, registry, Clock.systemUTC()));
    return deliver(new ExperimentEndpoint.Answer(answer, kept), terminal);
  }

  private ExperimentEndpoint.Answer remote(String target, Terminal terminal) {
    if (keep != null || amended || store.named()) {
      throw new ParameterException(
          spec.commandLine(),
          "--server reads its own plan and store, and keeps its report itself; leave out --keep,"
              + " --amended and --store");
    }
    AnalyzeExperimentRequest.Builder request = AnalyzeExperimentRequest.newBuilder();
    if (NAME.matcher(experiment).matches()) {
      request.setName(experiment);
    } else {
      request.setExperiment(definitions.workspace(experiment).experiment(experiment).message());
    }
    if (asOf != null) {
      request.setAsOf(
          Timestamp.newBuilder().setSeconds(asOf.getEpochSecond()).setNanos(asOf.getNano()));
    }
    try {
      return RemoteAnalysis.of(target, security.security(), request.build(), terminal::progress);
    } finally {
      terminal.progressDone();
    }
  }

  private int deliver(ExperimentEndpoint.Answer answer, Terminal terminal) {
    report.deliver(
        new ReportWriter(report.colors()).write(answer.report(), report.format()), terminal);
    answer.keptAs().ifPresent(id -> terminal.note("kept as " + id));
    boolean withheld =
        answer.report().getFindingsList().stream()
            .anyMatch(f -> f.getSeverity() == FindingSeverity.FINDING_SEVERITY_ERROR);
    return withheld ? ExitCode.FINDINGS : ExitCode.FINE;
  }
}
