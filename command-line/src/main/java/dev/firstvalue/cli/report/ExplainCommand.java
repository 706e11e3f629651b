package dev.firstvalue.cli.report;

import dev.firstvalue.cli.options.DefinitionsOptions;
import dev.firstvalue.cli.options.InstantConverter;
import dev.firstvalue.cli.options.StoreOptions;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.cli.workspace.Workspace;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.explain.Explainer;
import dev.firstvalue.definition.explain.Explanation;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.Watermark;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.reporting.render.Printable;
import dev.firstvalue.store.facts.ClickHouseFacts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains why one entity counts, or what it is missing. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Explain one entity: its events in order, which clause each of them served, and when value"
            + " was reached or what is missing and how near.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue explain lessons-completed --entity u17",
      "  firstvalue explain lessons-completed --entity u17 --as-of 2026-06-01 --format json"
    })
public final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME|FILE", description = "A definition by its name or its file.")
  private String definition;

  @Option(
      names = "--entity",
      required = true,
      paramLabel = "ID",
      description = "The user or account, by its id in the events.")
  private String entity;

  @Option(
      names = "--as-of",
      paramLabel = "T",
      converter = InstantConverter.class,
      description =
          "The end of what is known; events at or after it are not read. Default: the newest event,"
              + " less lateness. An instant (2026-05-01T00:00:00Z) or a date (2026-05-01, UTC).")
  private @Nullable Instant asOf;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text or json. Default: ${DEFAULT-VALUE}.")
  private ExplainFormat format = ExplainFormat.TEXT;

  @Mixin private DefinitionsOptions definitions;
  @Mixin private StoreOptions store;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    Workspace workspace = definitions.workspace(definition);
    Document.OfValueEvent document = workspace.definition(definition);
    Plan plan = workspace.plan(document);
    Question question;
    List<Event> events;
    try (StoreSession session = store.open(terminal)) {
      ClickHouseFacts facts = session.facts();
      Watermark watermark =
          Watermark.of(Optional.ofNullable(asOf), facts.extent(plan.source()), Instant.now());
      question = new Question(plan, watermark.instant(), Optional.empty(), Optional.empty());
      events = facts.events(question, entity);
    } finally {
      terminal.progressDone();
    }
    if (events.isEmpty()) {
      terminal.note(
          "firstvalue: "
              + Printable.line(plan.entity().name().toLowerCase(Locale.ROOT) + " " + entity)
              + " has no event of this definition before "
              + question.watermark()
              + ": an id that is not in the events, or no event up to then.");
      return ExitCode.FINDINGS;
    }
    Explanation explanation =
        Explainer.explain(document.message().getSpec(), question, events, entity);
    terminal.print(
        switch (format) {
          case TEXT -> ExplanationText.of(explanation);
          case JSON -> ExplanationJson.of(explanation);
        });
    return ExitCode.FINE;
  }
}
