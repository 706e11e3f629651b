package dev.firstvalue.definition.bind;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Marks;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.ValueEvent;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Binds documents to what they mean. A result is whole or absent; what is wrong is said in findings
 * with file, line and column, all of it at once as far as one mistake does not hide another.
 *
 * <p>Binding is pure: equal documents bind to equal plans.
 */
public final class Binder {
  /** The longest duration a document may name: a hundred years of 365 days. */
  public static final Duration LONGEST = Duration.ofDays(36_500);

  private Binder() {}

  /** Where the events of a model are. */
  public static Bound<Source> source(Document.OfEventModel model) {
    Notes notes = new Notes(model);
    return bound(new SourceBinder(model, notes).bind(), notes.findings());
  }

  /** What a definition means over the events of a model. */
  public static Bound<Plan> plan(Document.OfEventModel model, Document.OfValueEvent definition) {
    Notes modelNotes = new Notes(model);
    SourceBinder binder = new SourceBinder(model, modelNotes);
    Source source = binder.bind();
    if (source == null) {
      return bound(null, modelNotes.findings());
    }
    Notes notes = new Notes(definition);
    Plan plan = new PlanBinder(definition, source, binder.catalog(), notes).bind();
    return bound(plan, modelNotes.findings().and(notes.findings()));
  }

  /** What a definition means, from messages that no file holds; findings have no positions. */
  public static Bound<Plan> plan(EventModel model, ValueEvent definition) {
    return plan(
        new Document.OfEventModel("event-model.yaml", model, Marks.none()),
        new Document.OfValueEvent(
            "definitions/" + definition.getMetadata().getName() + ".yaml",
            definition,
            Marks.none()));
  }

  /** How an experiment's exposures replace time zero of the definition that it is pinned to. */
  public static Bound<ExposurePlan> exposures(
      Document.OfEventModel model,
      Document.OfValueEvent definition,
      Document.OfExperiment experiment) {
    Bound<Plan> plan = plan(model, definition);
    if (plan.value().isEmpty()) {
      return bound(null, plan.findings());
    }
    Notes notes = new Notes(experiment);
    ExposurePlan exposures =
        new ExposureBinder(
                experiment,
                plan.value().get(),
                new Catalog(model.message().getSpec().getCatalogMap()),
                notes)
            .bind();
    return bound(exposures, plan.findings().and(notes.findings()));
  }

  private static <T> Bound<T> bound(@Nullable T value, Findings findings) {
    return new Bound<>(Optional.ofNullable(value), findings);
  }
}
