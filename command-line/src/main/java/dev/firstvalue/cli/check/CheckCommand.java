package dev.firstvalue.cli.check;

import dev.firstvalue.cli.lint.PlanEdits;
import dev.firstvalue.cli.options.DefinitionsOptions;
import dev.firstvalue.cli.options.ScopeOptions;
import dev.firstvalue.cli.options.StoreOptions;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.MaybeHistory;
import dev.firstvalue.cli.workspace.RecordedPlan;
import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.cli.workspace.WholeFile;
import dev.firstvalue.cli.workspace.Workspace;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.lint.Linter;
import dev.firstvalue.registry.git.GitCheckout;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a proposal: what it changes, and whether it may. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Check a proposal in a Git working copy: lint all of it, say which definitions are new,"
            + " changed and what that does to the count, or removed, run the examples of what"
            + " changed on ClickHouse too, backtest it beside the base version, and read the"
            + " running and recent experiments of a changed definition by both versions.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue check --base origin/main",
      "  firstvalue check --base origin/main --format github --comment comment.md",
      "  firstvalue check --base main --no-backtest --format github",
      "%nCompared is the working tree with the commit in which HEAD and the base parted.",
      "Exit codes: 0 fine, 1 lint errors, a verdict of UNDECIDED or FAIL, or a class of change that"
          + " the policy allows to no definition, 2 misuse, 3 environment."
    })
public final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--base",
      required = true,
      paramLabel = "REF",
      description = "The branch, tag or commit that the proposal is for.")
  private String base;

  @Option(names = "--no-backtest", description = "Ask no store: lint and changes only.")
  private boolean unmeasured;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "text, markdown, json, sarif, junit, github or gitlab. Default: ${DEFAULT-VALUE}.")
  private CheckFormat format = CheckFormat.TEXT;

  @Option(
      names = "--comment",
      paramLabel = "FILE",
      description =
          "Also write the check into this file as a comment on a pull request, in Markdown; its"
              + " first line lets a job find its comment again.")
  private @Nullable Path comment;

  @Mixin private DefinitionsOptions definitions;
  @Mixin private ScopeOptions scope;
  @Mixin private StoreOptions store;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    Workspace workspace = definitions.workspace();
    Repository proposed = workspace.repository();
    String commit;
    String prefix;
    Repository before;
    try (GitCheckout checkout = GitCheckout.around(workspace.folder())) {
      commit = checkout.mergeBase(base);
      prefix = checkout.prefix();
      before = Repository.read(checkout.yamlFiles(commit, Workspace.DEPTH, Workspace.LARGEST_FILE));
    }
    Instant now = Instant.now();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Findings lint = Linter.lint(proposed, today).and(PlanEdits.of(workspace, now));
    List<Proposal> proposals = Proposals.between(before, proposed);
    CheckResult result =
        new CheckResult(
            commit,
            prefix,
            lint,
            ChangeFindings.of(proposals, proposed.rules(), today),
            proposals.stream().map(Measured::unmeasured).toList(),
            List.of());
    boolean asks = proposals.stream().anyMatch(each -> each.measured() || ExampleCheck.isFor(each));
    if (asks && !unmeasured) {
      result = asked(result, proposals, before, workspace, terminal);
    }
    if (comment != null) {
      WholeFile.write(comment, CheckMarkdown.comment(result));
    }
    terminal.print(format.write(result));
    return result.blocks() ? ExitCode.FINDINGS : ExitCode.FINE;
  }

  private CheckResult asked(
      CheckResult unmeasured,
      List<Proposal> proposals,
      Repository before,
      Workspace workspace,
      Terminal terminal) {
    Repository proposed = workspace.repository();
    try (StoreSession session = store.open(terminal);
        MaybeHistory history = MaybeHistory.around(workspace.folder())) {
      Findings examples = new ExampleCheck(proposed, terminal).run(proposals, session);
      Measurement measurement =
          new Measurement(before, proposed, session::facts, Clock.systemUTC());
      return new CheckResult(
          unmeasured.base(),
          unmeasured.prefix(),
          unmeasured.lint().and(examples),
          unmeasured.changes(),
          proposals.stream().map(p -> measurement.of(p, scope.scope())).toList(),
          new ExperimentReadings(
                  before,
                  proposed,
                  experiment -> plan(experiment, history),
                  session::facts,
                  Clock.systemUTC())
              .of(proposals));
    } finally {
      terminal.progressDone();
    }
  }

  private static RecordedPlan plan(Document.OfExperiment experiment, MaybeHistory history) {
    return history
        .checkout()
        .map(found -> RecordedPlan.of(experiment, experiment.path(), found, Instant.now()))
        .orElseGet(() -> RecordedPlan.unrecorded(experiment, "there is no Git history"));
  }
}
