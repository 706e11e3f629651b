package dev.firstvalue.cli.report;

import dev.firstvalue.cli.options.DefinitionsOptions;
import dev.firstvalue.cli.options.InstantConverter;
import dev.firstvalue.cli.options.StoreOptions;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.PlannedTrial;
import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.cli.workspace.Workspace;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.explain.Explainer;
import dev.firstvalue.definition.explain.Explanation;
import dev.firstvalue.definition.explain.ExposureExplainer;
import dev.firstvalue.definition.explain.ExposureExplanation;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.Watermark;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.experiment.plan.Trial;
import dev.firstvalue.experiment.population.Place;
import dev.firstvalue.reporting.render.Printable;
import dev.firstvalue.store.facts.ClickHouseFacts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
            + " was reached or what is missing and how near. With --experiment: what it was shown,"
            + " where it stands in the experiment and why, and whether it was activated.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue explain lessons-completed --entity u17",
      "  firstvalue explain lessons-completed --entity u17 --as-of 2026-06-01 --format json",
      "  firstvalue explain --experiment onboarding-checklist --entity u17",
      "%nExit codes: 0 explained, 1 an id without events or exposures, 2 misuse, 3 environment."
    })
public final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Explained explained;

  /** What an entity is explained by. */
  static final class Explained {
    @Parameters(
        arity = "1",
        index = "0",
        paramLabel = "NAME|FILE",
        description = "A definition by its name or its file.")
    private @Nullable String definition;

    @Option(
        names = "--experiment",
        paramLabel = "NAME|FILE",
        description = "An experiment by its name or its file.")
    private @Nullable String experiment;
  }

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
    return explained.experiment == null
        ? definition(terminal, Objects.requireNonNull(explained.definition))
        : experiment(terminal, explained.experiment);
  }

  private int definition(Terminal terminal, String name) {
    Workspace workspace = definitions.workspace(name);
    Document.OfValueEvent document = workspace.definition(name);
    Plan plan = workspace.plan(document);
    Question question;
    List<Event> events;
    try (StoreSession session = store.open(terminal)) {
      ClickHouseFacts facts = session.facts();
      question = question(facts, plan);
      events = facts.events(question, entity);
    } finally {
      terminal.progressDone();
    }
    if (events.isEmpty()) {
      return nothing(
          terminal, question, "no event of this definition", "in the events, or no event");
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

  private int experiment(Terminal terminal, String name) {
    Workspace workspace = definitions.workspace(name);
    PlannedTrial.Found found =
        new PlannedTrial(workspace, terminal::note, InstantSource.system()).of(name, false);
    Trial trial = found.trial();
    Document.OfValueEvent definition = found.definition();
    Question question;
    ExposureQuestion exposed;
    List<Event> events;
    List<Exposure> exposures;
    try (StoreSession session = store.open(terminal)) {
      ClickHouseFacts facts = session.facts();
      question = question(facts, trial.plan().definition());
      exposed = new ExposureQuestion(trial.plan(), question.watermark());
      events = facts.events(question, entity);
      exposures = facts.exposures(exposed, entity);
    } finally {
      terminal.progressDone();
    }
    if (events.isEmpty() && exposures.isEmpty()) {
      return nothing(
          terminal,
          question,
          "no exposure to this experiment and no event of its definition",
          "in the data, or nothing");
    }
    ExposureExplanation explanation =
        ExposureExplainer.explain(
            definition.message().getSpec(), exposed, events, exposures, entity);
    Optional<Place> place =
        explanation.shown().map(shown -> Place.of(trial, exposed.watermark(), shown.facts()));
    String title = trial.document().getMetadata().getName();
    terminal.print(
        switch (format) {
          case TEXT -> ExposureExplanationText.of(title, explanation, place);
          case JSON -> ExposureExplanationJson.of(title, explanation, place);
        });
    return ExitCode.FINE;
  }

  private Question question(ClickHouseFacts facts, Plan plan) {
    Watermark watermark =
        Watermark.of(Optional.ofNullable(asOf), facts.extent(plan.source()), Instant.now());
    return new Question(plan, watermark.instant(), Optional.empty(), Optional.empty());
  }

  private int nothing(Terminal terminal, Question question, String what, String where) {
    terminal.note(
        "firstvalue: "
            + Printable.line(
                question.plan().entity().name().toLowerCase(Locale.ROOT) + " " + entity)
            + " has "
            + what
            + " before "
            + question.watermark()
            + ": an id that is not "
            + where
            + " up to then.");
    return ExitCode.FINDINGS;
  }
}
