package dev.firstvalue.cli.drift;

import dev.firstvalue.cli.options.DefinitionsOptions;
import dev.firstvalue.cli.options.InstantConverter;
import dev.firstvalue.cli.options.ReportOptions;
import dev.firstvalue.cli.options.ScopeOptions;
import dev.firstvalue.cli.options.StoreOptions;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.cli.workspace.Workspace;
import dev.firstvalue.reporting.ReportWriter;
import dev.firstvalue.reporting.render.Printable;
import dev.firstvalue.validation.v1.RevalidationReport;
import dev.firstvalue.validation.v1.RevalidationRun;
import dev.firstvalue.validation.v1.VerdictOutcome;
import dev.firstvalue.validator.drift.Reference;
import dev.firstvalue.validator.drift.Revalidation;
import dev.firstvalue.validator.drift.RevalidationRuns;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether active definitions still hold. */
@Command(
    name = "revalidate",
    mixinStandardHelpOptions = true,
    description =
        "Test whether active definitions still hold: the cohorts since a reference against those of"
            + " the reference. Reach, lift, the mix of segments, the rows, and the policy. Made for"
            + " a scheduler.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue revalidate",
      "  firstvalue revalidate lessons-completed --reference-until 2026-04-01 --out drift.html",
      "  firstvalue revalidate --repository registry.git --store http://localhost:8123/analytics",
      "%nExit codes: 0 for PASS and WARN, 1 for UNDECIDED and FAIL and for files that cannot be"
          + " read, 2 misuse, 3 environment."
    })
public final class RevalidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "Definitions by name. Default: every active one.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--reference-until",
      paramLabel = "T",
      converter = InstantConverter.class,
      description =
          "Cohorts of the weeks before this are the reference. Default: with --repository what the"
              + " last report judged, else all but the newest outcome-mature weeks, as many as"
              + " revalidateEvery of the policy says and at most half.")
  private @Nullable Instant referenceUntil;

  @Option(
      names = {"-R", "--repository"},
      paramLabel = "DIR",
      description =
          "The registry's bare Git repository, instead of a folder of definitions: its active"
              + " versions, event model and policy.")
  private @Nullable Path repository;

  @Mixin private DefinitionsOptions definitions;
  @Mixin private ScopeOptions scope;
  @Mixin private StoreOptions store;
  @Mixin private ReportOptions report;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    ToRevalidate all = all();
    List<ToRevalidate.One> asked = all.named(names);
    all.unread().forEach(file -> terminal.note(Printable.line("not revalidated: " + file)));
    List<RevalidationReport> reports = new ArrayList<>();
    if (!asked.isEmpty()) {
      try (StoreSession session = store.open(terminal)) {
        for (ToRevalidate.One one : asked) {
          reports.add(
              new Revalidation(session.facts(), Clock.systemUTC())
                  .run(one.subject(), scope.scope(), reference(one)));
        }
      } finally {
        terminal.progressDone();
      }
    }
    RevalidationRun run = RevalidationRuns.of(reports);
    report.deliver(new ReportWriter(report.colors()).write(run, report.format()), terminal);
    boolean fine =
        run.getOutcome().getNumber() <= VerdictOutcome.VERDICT_OUTCOME_WARN_VALUE
            && all.unread().isEmpty();
    return fine ? ExitCode.FINE : ExitCode.FINDINGS;
  }

  private Reference reference(ToRevalidate.One one) {
    return referenceUntil == null ? one.reference() : new Reference.Until(referenceUntil);
  }

  private ToRevalidate all() {
    Path registry = repository;
    if (registry != null) {
      return PublishedDefinitions.read(registry);
    }
    Workspace workspace = definitions.workspace();
    workspace.eventModel();
    return ToRevalidate.of(workspace.repository(), workspace.folder().toString());
  }
}
