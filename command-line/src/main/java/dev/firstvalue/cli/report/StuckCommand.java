package dev.firstvalue.cli.report;

import dev.firstvalue.cli.options.DefinitionsOptions;
import dev.firstvalue.cli.options.ScopeOptions;
import dev.firstvalue.cli.options.StoreOptions;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.cli.workspace.Workspace;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.Watermark;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.validator.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists who has not reached value yet. */
@Command(
    name = "stuck",
    mixinStandardHelpOptions = true,
    description =
        "List who has not reached value yet, at which milestone they stand and for how long, the"
            + " longest first.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue stuck lessons-completed --open",
      "  firstvalue stuck lessons-completed --as-of 2026-06-01 --format csv > stuck.csv"
    })
public final class StuckCommand implements Callable<Integer> {
  private static final int SHOWN = 50;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME|FILE", description = "A definition by its name or its file.")
  private String definition;

  @Option(names = "--open", description = "Only those whose window is not over: who can be helped.")
  private boolean open;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many. Default: 50 as text, everybody as csv or json.")
  private @Nullable Integer limit;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, csv or json. Default: ${DEFAULT-VALUE}.")
  private StuckFormat format = StuckFormat.TEXT;

  @Mixin private DefinitionsOptions definitions;
  @Mixin private ScopeOptions scope;
  @Mixin private StoreOptions store;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    Workspace workspace = definitions.workspace(definition);
    Plan plan = workspace.plan(workspace.definition(definition));
    List<StuckEntity> stuck = new ArrayList<>();
    try (StoreSession session = store.open(terminal)) {
      FactSource facts = session.facts();
      Scope asked = scope.scope();
      Watermark watermark = Watermark.of(asked.asOf(), facts.extent(plan.source()), Instant.now());
      Question question = new Question(plan, watermark.instant(), asked.since(), asked.until());
      facts.facts(
          question,
          entity ->
              StuckEntity.of(entity, question)
                  .filter(e -> !open || e.open())
                  .ifPresent(stuck::add));
    } finally {
      terminal.progressDone();
    }
    stuck.sort(
        Comparator.comparing(StuckEntity::stuck).reversed().thenComparing(StuckEntity::entity));
    long shown = limit != null ? limit : format == StuckFormat.TEXT ? SHOWN : Long.MAX_VALUE;
    terminal.print(StuckList.write(stuck.stream().limit(shown).toList(), format, stuck.size()));
    return ExitCode.FINE;
  }
}
