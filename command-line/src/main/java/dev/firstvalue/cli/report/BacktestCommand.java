package dev.firstvalue.cli.report;

import dev.firstvalue.cli.options.DefinitionsOptions;
import dev.firstvalue.cli.options.ReportOptions;
import dev.firstvalue.cli.options.ScopeOptions;
import dev.firstvalue.cli.options.StoreOptions;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.cli.workspace.Subjects;
import dev.firstvalue.cli.workspace.Workspace;
import dev.firstvalue.definition.document.Nearest;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.reporting.ReportWriter;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.VerdictOutcome;
import dev.firstvalue.validator.Backtest;
import dev.firstvalue.validator.Checks;
import dev.firstvalue.validator.Scope;
import dev.firstvalue.validator.Subject;
import dev.firstvalue.validator.sensitivity.Instruments;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tests a definition on the events of the store. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description =
        "Test a definition on real events: who reaches value, whether they stay, how long it takes,"
            + " and where the others get stuck.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue backtest lessons-completed",
      "  firstvalue backtest candidates/app-opened.yaml --as-of 2026-06-01 --out report.html",
      "  firstvalue backtest lessons-completed --store http://localhost:8123/analytics --format"
          + " json",
      "  firstvalue backtest lessons-completed --other-rules --negative-control report_viewed",
      "  firstvalue backtest lessons-completed --evidence checklist.json",
      "%nExit codes: 0 for PASS and WARN, 1 for UNDECIDED and FAIL, 2 misuse, 3 environment."
    })
public final class BacktestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME|FILE", description = "A definition by its name or its file.")
  private String definition;

  @Option(
      names = "--other-rules",
      description =
          "Make the report again with aliases not followed, and with repeated event ids counted"
              + " (without event ids: with equal rows counted once), and say whether the verdict"
              + " flips. Takes up to three times as long.")
  private boolean otherRules;

  @Option(
      names = "--negative-control",
      paramLabel = "EVENT",
      description =
          "An event of the catalog that cannot matter: a lift of it is an error of the method. May"
              + " be repeated.")
  private List<String> negativeControls = List.of();

  @Option(
      names = "--evidence",
      paramLabel = "REPORT",
      description =
          "A lift report of an experiment on this definition, as JSON: what it says reaching value"
              + " does to the outcomes is shown in a box of its own. May be repeated.")
  private List<Path> evidence = List.of();

  @Mixin private DefinitionsOptions definitions;
  @Mixin private ScopeOptions scope;

  @Option(
      names = "--bounds",
      description =
          "Also say what the immature could still do to reach and lift: worst-case limits, without"
              + " any assumption.")
  private boolean bounds;

  @Mixin private StoreOptions store;
  @Mixin private ReportOptions report;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    Workspace workspace = definitions.workspace(definition);
    Subject subject = new Subjects(workspace).definition(workspace.definition(definition));
    Checks checks =
        new Checks(
            otherRules,
            known(negativeControls, workspace),
            evidence.stream().map(file -> experiment(file, subject)).toList());
    ValidationReport answer;
    try (StoreSession session = store.open(terminal)) {
      Scope part = bounds ? scope.scope().withBounds() : scope.scope();
      answer = new Backtest(session.facts(), Clock.systemUTC()).run(subject, part, checks);
    } finally {
      terminal.progressDone();
    }
    report.deliver(new ReportWriter(report.colors()).write(answer, report.format()), terminal);
    return opensTheGate(answer.getVerdict().getOutcome()) ? ExitCode.FINE : ExitCode.FINDINGS;
  }

  private static LiftReport experiment(Path file, Subject subject) {
    LiftReport report = LiftReportFile.read(file);
    Instruments.requireSameMeaning(subject.provenance(), report, "--evidence " + file);
    return report;
  }

  private static List<String> known(List<String> events, Workspace workspace) {
    Set<String> catalog = workspace.eventModel().message().getSpec().getCatalogMap().keySet();
    for (String event : events) {
      if (!catalog.contains(event)) {
        throw new FirstvalueException(
            ErrorCode.ARGUMENT_INVALID,
            "--negative-control",
            event + " is no event of the catalog",
            Nearest.to(event, catalog)
                .map(near -> "Did you mean " + near)
                .orElse("Name an event of the event model"));
      }
    }
    return events;
  }

  private static boolean opensTheGate(VerdictOutcome outcome) {
    return switch (outcome) {
      case VERDICT_OUTCOME_PASS, VERDICT_OUTCOME_WARN -> true;
      case VERDICT_OUTCOME_UNDECIDED, VERDICT_OUTCOME_FAIL -> false;
      case VERDICT_OUTCOME_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalStateException("outcome: " + outcome + " (expected: a verdict)");
    };
  }
}
