package dev.firstvalue.definition.bind;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.StartProperty;
import dev.firstvalue.definition.expression.PropertyTypes;
import dev.firstvalue.definition.expression.Scope;
import dev.firstvalue.definition.plan.Anchor;
import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.plan.Stream;
import dev.firstvalue.definition.v1.Milestone;
import dev.firstvalue.definition.v1.Outcome;
import dev.firstvalue.definition.v1.Start;
import dev.firstvalue.definition.v1.ValueEventSpec;
import dev.firstvalue.definition.v1.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds a definition to a source. */
final class PlanBinder {
  private final ValueEventSpec spec;
  private final Source source;
  private final Catalog catalog;
  private final Notes notes;

  PlanBinder(Document.OfValueEvent document, Source source, Catalog catalog, Notes notes) {
    this.spec = document.message().getSpec();
    this.source = source;
    this.catalog = catalog;
    this.notes = notes;
  }

  /** The plan, or null with findings. */
  @Nullable Plan bind() {
    EntityKind entity = entity();
    Duration window = notes.positive(spec.getWithin(), "spec.within");
    if (entity == null) {
      return null;
    }
    Streams streams = new Streams(source, catalog, entity, notes);
    PropertyTypes startTypes = catalog.of(spec.getStart().getEventList());
    Anchor anchor = anchor(streams);
    // A wrong window hides nothing else: conditions are checked against the longest one.
    Range range = Range.within(window == null ? Binder.LONGEST : window);
    ConditionBinder conditions = new ConditionBinder(streams, startTypes, notes);

    Instants qualifies =
        conditions.bind(spec.getQualifies(), "spec.qualifies", ConditionPlace.ofQualifies(range));
    List<Plan.Case> variants = variants(conditions, startTypes, range);
    List<Plan.Step> milestones = milestones(conditions, range);
    List<Plan.Outcome> outcomes = outcomes(conditions, window);
    List<StartProperty> attributes = attributes(startTypes);
    if (notes.block() || anchor == null || window == null || qualifies == null) {
      return null;
    }
    return new Plan(
        source,
        entity,
        anchor,
        window,
        conditions.leaves(),
        variants,
        qualifies,
        milestones,
        outcomes,
        attributes);
  }

  private @Nullable EntityKind entity() {
    for (EntityKind entity : source.entityColumns().keySet()) {
      if (Keys.word(entity).equals(spec.getEntity())) {
        return entity;
      }
    }
    notes.unknown(
        "entity-unknown",
        "spec.entity",
        "the event model maps no such entity",
        spec.getEntity(),
        source.entityColumns().keySet().stream().map(Keys::word).toList());
    return null;
  }

  private @Nullable Anchor anchor(Streams streams) {
    Start start = spec.getStart();
    // Time zero is not known yet: the start event reads itself alone.
    Stream stream =
        streams.bind(
            start.getEventList(), start.getWhere(), List.of(), "spec.start", Optional.empty());
    Duration newness =
        start.getNewness().isEmpty()
            ? null
            : notes.positive(start.getNewness(), "spec.start.newness");
    return stream == null ? null : new Anchor(stream, Optional.ofNullable(newness));
  }

  private List<Plan.Case> variants(
      ConditionBinder conditions, PropertyTypes startTypes, Range range) {
    notes.distinctNames(
        "spec.variants", spec.getVariantsList().stream().map(Variant::getName).toList());
    Scope scope = new Scope(Set.of(), Optional.empty(), Optional.of(startTypes));
    List<Plan.Case> bound = new ArrayList<>();
    for (int i = 0; i < spec.getVariantsCount(); i++) {
      Variant variant = spec.getVariants(i);
      String path = FieldPath.index("spec.variants", i);
      Expression when = notes.predicate(variant.getWhen(), FieldPath.field(path, "when"), scope);
      Instants instants =
          conditions.bind(
              variant.getQualifies(),
              FieldPath.field(path, "qualifies"),
              ConditionPlace.ofQualifies(range));
      if (when != null && instants != null) {
        bound.add(new Plan.Case(variant.getName(), when, instants));
      }
    }
    return bound;
  }

  private List<Plan.Step> milestones(ConditionBinder conditions, Range range) {
    notes.distinctNames(
        "spec.milestones", spec.getMilestonesList().stream().map(Milestone::getName).toList());
    List<Plan.Step> bound = new ArrayList<>();
    for (int i = 0; i < spec.getMilestonesCount(); i++) {
      Milestone milestone = spec.getMilestones(i);
      String path = FieldPath.index("spec.milestones", i);
      Instants instants =
          conditions.bind(
              milestone.getCondition(),
              FieldPath.field(path, "condition"),
              ConditionPlace.besideQualifies(range));
      if (instants != null) {
        bound.add(new Plan.Step(milestone.getName(), instants));
      }
    }
    return bound;
  }

  private List<Plan.Outcome> outcomes(ConditionBinder conditions, @Nullable Duration window) {
    notes.distinctNames(
        "spec.outcomes", spec.getOutcomesList().stream().map(Outcome::getName).toList());
    List<Plan.Outcome> bound = new ArrayList<>();
    for (int i = 0; i < spec.getOutcomesCount(); i++) {
      Outcome outcome = spec.getOutcomes(i);
      String path = FieldPath.index("spec.outcomes", i);
      Range range = range(outcome, path, window);
      Instants instants =
          conditions.bind(
              outcome.getCondition(),
              FieldPath.field(path, "condition"),
              ConditionPlace.besideQualifies(range == null ? Range.within(Binder.LONGEST) : range));
      if (range != null && instants != null) {
        bound.add(new Plan.Outcome(outcome.getName(), range, instants));
      }
    }
    return bound;
  }

  private @Nullable Range range(Outcome outcome, String path, @Nullable Duration window) {
    Duration from = notes.duration(outcome.getFrom(), FieldPath.field(path, "from"));
    Duration to = notes.positive(outcome.getTo(), FieldPath.field(path, "to"));
    if (from == null || to == null) {
      return null;
    }
    if (window != null && from.compareTo(window) < 0) {
      notes.error(
          "outcome-circular",
          FieldPath.field(path, "from"),
          "the outcome begins inside the window of the value event, and would count it twice",
          outcome.getFrom(),
          "at least the definition's within, " + Durations.format(window));
      return null;
    }
    if (to.compareTo(from) <= 0) {
      notes.error(
          "outcome-range",
          FieldPath.field(path, "to"),
          "the outcome ends before it begins",
          outcome.getTo(),
          "more than from, " + Durations.format(from));
      return null;
    }
    return new Range(from, to);
  }

  private List<StartProperty> attributes(PropertyTypes startTypes) {
    Keys keys = new Keys(source, notes);
    List<StartProperty> bound = new ArrayList<>();
    for (int i = 0; i < spec.getSegmentsCount(); i++) {
      String path = FieldPath.index("spec.segments", i);
      StartProperty property = keys.start("segment-unknown", spec.getSegments(i), path, startTypes);
      if (property != null && bound.contains(property)) {
        notes.error(
            "segment-repeated", path, "the segment stands twice", spec.getSegments(i), "each once");
      } else if (property != null) {
        bound.add(property);
      }
    }
    return bound;
  }
}
