package dev.firstvalue.cli.report;

import dev.firstvalue.cli.options.DefinitionsOptions;
import dev.firstvalue.cli.options.InstantConverter;
import dev.firstvalue.cli.options.ReportOptions;
import dev.firstvalue.cli.options.StoreOptions;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.cli.workspace.Subjects;
import dev.firstvalue.cli.workspace.Workspace;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.experiment.plan.Trial;
import dev.firstvalue.experiment.planning.Planning;
import dev.firstvalue.experiment.v1.PlanningReport;
import dev.firstvalue.reporting.ReportWriter;
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

/** Says how long an experiment has to run. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description =
        "Say how many entities an experiment needs and how many weeks that takes, by the starts and"
            + " the rate of its definition so far.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue plan onboarding-checklist",
      "  firstvalue plan experiments/gate.yaml --as-of 2026-02-01 --out plan.html",
      "%nExit codes: 0 planned, 1 nothing to plan by, 2 misuse, 3 environment."
    })
public final class PlanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "EXPERIMENT", description = "An experiment by its name or its file.")
  private String experiment;

  @Option(
      names = "--as-of",
      paramLabel = "T",
      converter = InstantConverter.class,
      description = "The end of what is known. Default: the newest event, less lateness.")
  private @Nullable Instant asOf;

  @Mixin private DefinitionsOptions definitions;
  @Mixin private StoreOptions store;
  @Mixin private ReportOptions report;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    Workspace workspace = definitions.workspace(experiment);
    Document.OfExperiment document = workspace.experiment(experiment);
    Trial trial =
        new Subjects(workspace)
            .experiment(
                document,
                workspace.definition(document.message().getSpec().getDefinition().getName()));
    PlanningReport answer;
    try (StoreSession session = store.open(terminal)) {
      answer =
          new Planning(session.facts(), Clock.systemUTC()).run(trial, Optional.ofNullable(asOf));
    } finally {
      terminal.progressDone();
    }
    report.deliver(new ReportWriter(report.colors()).write(answer, report.format()), terminal);
    return answer.hasRate() && answer.hasWeeklyStarts() ? ExitCode.FINE : ExitCode.FINDINGS;
  }
}
