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
import dev.firstvalue.reporting.ReportWriter;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.VerdictOutcome;
import dev.firstvalue.validator.Backtest;
import dev.firstvalue.validator.Subject;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
      "%nExit codes: 0 for PASS and WARN, 1 for UNDECIDED and FAIL, 2 misuse, 3 environment."
    })
public final class BacktestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME|FILE", description = "A definition by its name or its file.")
  private String definition;

  @Mixin private DefinitionsOptions definitions;
  @Mixin private ScopeOptions scope;
  @Mixin private StoreOptions store;
  @Mixin private ReportOptions report;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    Workspace workspace = definitions.workspace(definition);
    Subject subject = new Subjects(workspace).definition(workspace.definition(definition));
    ValidationReport answer;
    try (StoreSession session = store.open(terminal)) {
      answer = new Backtest(session.facts(), Clock.systemUTC()).run(subject, scope.scope());
    } finally {
      terminal.progressDone();
    }
    report.deliver(new ReportWriter(report.colors()).write(answer, report.format()), terminal);
    return opensTheGate(answer.getVerdict().getOutcome()) ? ExitCode.FINE : ExitCode.FINDINGS;
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
