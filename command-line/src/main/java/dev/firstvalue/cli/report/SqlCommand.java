package dev.firstvalue.cli.report;

import dev.firstvalue.cli.options.DefinitionsOptions;
import dev.firstvalue.cli.options.ScopeOptions;
import dev.firstvalue.cli.options.StoreOptions;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.cli.workspace.Workspace;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.Watermark;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.validator.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the SQL that counts a definition. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description =
        "Print the SQL that counts a definition: one row an entity, to paste into a client.",
    footerHeading = "%nExamples:%n",
    footer = {"  firstvalue sql lessons-completed --as-of 2026-06-01 | clickhouse-client"})
public final class SqlCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME|FILE", description = "A definition by its name or its file.")
  private String definition;

  @Mixin private DefinitionsOptions definitions;
  @Mixin private ScopeOptions scope;
  @Mixin private StoreOptions store;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    Workspace workspace = definitions.workspace(definition);
    Plan plan = workspace.plan(workspace.definition(definition));
    try (StoreSession session = store.open(terminal)) {
      Scope asked = scope.scope();
      Watermark watermark =
          Watermark.of(asked.asOf(), session.facts().extent(plan.source()), Instant.now());
      terminal.print(
          session
              .facts()
              .renderer(plan.source())
              .facts(
                  new Question(plan, watermark.instant(), asked.since(), asked.until()),
                  Optional.empty()));
    } finally {
      terminal.progressDone();
    }
    return ExitCode.FINE;
  }
}
