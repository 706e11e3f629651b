package dev.firstvalue.simulation.random;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.bind.Bound;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentKind;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.DocumentWriter;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Identity;
import dev.firstvalue.definition.facts.EventLimits;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.PlanSet;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.Experiment;
import dev.firstvalue.definition.v1.ValueEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One case: documents, a log to ask them of, and the times that are asked for.
 *
 * @param seed what made it; equal seeds make equal trials
 * @param others definitions that are asked together with the definition, from its entity and start
 *     whatever theirs are
 * @param since time zero at or after this
 * @param until time zero before this
 */
public record Trial(
    long seed,
    EventModel model,
    ValueEvent definition,
    List<ValueEvent> others,
    Experiment experiment,
    Instant watermark,
    Optional<Instant> since,
    Optional<Instant> until,
    List<Event> events,
    List<Exposure> exposures,
    List<Identity> identities) {

  public Trial {
    others = List.copyOf(others);
    events = List.copyOf(events);
    exposures = List.copyOf(exposures);
    identities = List.copyOf(identities);
  }

  /** What the documents ask, by the way that every document goes: through YAML. */
  public Bound<Questions> read() {
    return switch (read("event-model.yaml", DocumentKind.EVENT_MODEL, model)) {
      case Read.Refused(Findings refused) -> new Bound<>(Optional.empty(), refused);
      case Read.Accepted(Document readModel) ->
          switch (read("definitions/" + name(), DocumentKind.VALUE_EVENT, definition)) {
            case Read.Refused(Findings refused) -> new Bound<>(Optional.empty(), refused);
            case Read.Accepted(Document readDefinition) ->
                bind((Document.OfEventModel) readModel, (Document.OfValueEvent) readDefinition);
          };
    };
  }

  /** The same with another model. */
  public Trial with(EventModel other) {
    return new Trial(
        seed,
        other,
        definition,
        others,
        experiment,
        watermark,
        since,
        until,
        events,
        exposures,
        identities);
  }

  /** The same with another definition. */
  public Trial with(ValueEvent other) {
    return new Trial(
        seed,
        model,
        other,
        others,
        experiment,
        watermark,
        since,
        until,
        events,
        exposures,
        identities);
  }

  /** The same with others beside the definition. */
  public Trial withOthers(List<ValueEvent> definitions) {
    return new Trial(
        seed,
        model,
        definition,
        definitions,
        experiment,
        watermark,
        since,
        until,
        events,
        exposures,
        identities);
  }

  /** The same with another experiment. */
  public Trial with(Experiment other) {
    return new Trial(
        seed,
        model,
        definition,
        others,
        other,
        watermark,
        since,
        until,
        events,
        exposures,
        identities);
  }

  /** The same asked for other times. */
  public Trial with(Instant otherWatermark, Optional<Instant> from, Optional<Instant> to) {
    return new Trial(
        seed,
        model,
        definition,
        others,
        experiment,
        otherWatermark,
        from,
        to,
        events,
        exposures,
        identities);
  }

  /** The same asked of other logs. */
  public Trial with(List<Event> otherEvents, List<Exposure> otherExposures) {
    return new Trial(
        seed,
        model,
        definition,
        others,
        experiment,
        watermark,
        since,
        until,
        otherEvents,
        otherExposures,
        identities);
  }

  /** The same with other links between ids. */
  public Trial withIdentities(List<Identity> links) {
    return new Trial(
        seed,
        model,
        definition,
        others,
        experiment,
        watermark,
        since,
        until,
        events,
        exposures,
        links);
  }

  private Bound<Questions> bind(Document.OfEventModel readModel, Document.OfValueEvent rule) {
    return switch (read("experiments/the-test.yaml", DocumentKind.EXPERIMENT, experiment)) {
      case Read.Refused(Findings refused) -> new Bound<>(Optional.empty(), refused);
      case Read.Accepted(Document readExperiment) -> {
        Bound<ExposurePlan> bound =
            Binder.exposures(readModel, rule, (Document.OfExperiment) readExperiment);
        yield bound.value().isEmpty()
            ? new Bound<>(Optional.empty(), bound.findings())
            : withOthers(readModel, bound.value().get());
      }
    };
  }

  private Bound<Questions> withOthers(Document.OfEventModel readModel, ExposurePlan exposures) {
    List<Plan> plans = new ArrayList<>(List.of(exposures.definition()));
    for (ValueEvent other : others) {
      Bound<Plan> bound = Binder.plan(readModel.message(), fromTheSameStart(other));
      if (bound.value().isEmpty()) {
        return new Bound<>(Optional.empty(), bound.findings());
      }
      plans.add(bound.value().get());
    }
    return new Bound<>(Optional.of(questions(exposures, new PlanSet(plans))), Findings.NONE);
  }

  private ValueEvent fromTheSameStart(ValueEvent other) {
    ValueEvent.Builder same = other.toBuilder();
    same.getSpecBuilder()
        .setEntity(definition.getSpec().getEntity())
        .setStart(definition.getSpec().getStart());
    return same.build();
  }

  private Questions questions(ExposurePlan exposures, PlanSet plans) {
    Plan plan = exposures.definition();
    Dice dice = new Dice(~seed);
    EventLimits limits =
        dice.percent(10)
            ? new EventLimits(dice.between(1, 50), dice.between(1, 20), dice.between(1, 20))
            : EventLimits.DEFAULT;
    return new Questions(
        new Question(plan, watermark, since, until, limits),
        Folds.of(plan, dice),
        new ExposureQuestion(shown(exposures), watermark, limits),
        Folds.ofExperiment(exposures, dice),
        new SetQuestion(plans, watermark, since, until, limits),
        Folds.ofSet(plans, dice));
  }

  /** One in ten is read as before an experiment: of the starts, as if they were exposures. */
  private ExposurePlan shown(ExposurePlan plan) {
    return Math.floorMod(seed, 10) == 7
        ? new ExposurePlan(
            plan.experiment(),
            plan.definition(),
            new ExposurePlan.Log.Starts(plan.definition().anchor().stream()),
            plan.start(),
            plan.end(),
            plan.window(),
            plan.readings())
        : plan;
  }

  private String name() {
    return definition.getMetadata().getName() + ".yaml";
  }

  private static Read read(String path, DocumentKind kind, com.google.protobuf.Message message) {
    byte[] yaml = DocumentWriter.write(message).getBytes(StandardCharsets.UTF_8);
    Read read = DocumentReader.read(path, yaml, kind);
    if (read instanceof Read.Accepted(Document document) && !document.message().equals(message)) {
      throw new IllegalStateException(
          "document: reads as something else than was written:\n"
              + new String(yaml, StandardCharsets.UTF_8));
    }
    return read;
  }
}
