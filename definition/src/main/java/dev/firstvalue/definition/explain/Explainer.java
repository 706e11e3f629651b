package dev.firstvalue.definition.explain;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.evaluate.Anchors;
import dev.firstvalue.definition.evaluate.Evaluation;
import dev.firstvalue.definition.evaluate.ExpressionEvaluator;
import dev.firstvalue.definition.evaluate.PropertyReads;
import dev.firstvalue.definition.evaluate.Subject;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.ValueEventSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Explains one entity by the reference evaluator. */
public final class Explainer {
  private final ValueEventSpec spec;
  private final Question question;
  private final Plan plan;
  private final List<Event> events;
  private final String entity;
  private final long watermark;
  private final ExpressionEvaluator evaluator;

  private Explainer(ValueEventSpec spec, Question question, List<Event> events, String entity) {
    this.spec = spec;
    this.question = question;
    this.plan = question.plan();
    this.watermark = Micros.of(question.watermark());
    this.entity = entity;
    this.evaluator = new ExpressionEvaluator(plan.source().zone());
    this.events =
        events.stream()
            .filter(event -> event.timestamp() < watermark)
            .sorted(Comparator.comparingLong(Event::timestamp))
            .toList();
  }

  /**
   * Why the entity counts, or what it is missing.
   *
   * @param spec the definition that the question's plan is bound from
   * @param question its range of time zero is not looked at
   * @param events the entity's events, in any order; those of others change nothing. With newness,
   *     its events of any name
   */
  public static Explanation explain(
      ValueEventSpec spec, Question question, List<Event> events, String entity) {
    Question always =
        new Question(question.plan(), question.watermark(), Optional.empty(), Optional.empty());
    return new Explainer(spec, always, events, entity).explanation();
  }

  private Explanation explanation() {
    Evaluation evaluation = Evaluation.of(question, events);
    Anchors.Row anchor = evaluation.anchors().rows().get(entity);
    return anchor == null ? notStarted() : started(evaluation, anchor);
  }

  private Explanation notStarted() {
    return new Explanation(
        entity,
        watermark,
        Standing.NOT_STARTED,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        relevant()
            .filter(this::isOwn)
            .map(event -> new TimelineEvent(event, false, excluded(event), List.of()))
            .toList());
  }

  private Explanation started(Evaluation evaluation, Anchors.Row anchor) {
    int variant = variant(evaluation);
    boolean standard = variant < 0;
    Condition condition = standard ? spec.getQualifies() : spec.getVariants(variant).getQualifies();
    String path =
        standard
            ? "spec.qualifies"
            : FieldPath.field(FieldPath.index("spec.variants", variant), "qualifies");
    Instants instants = standard ? plan.qualifies() : plan.variants().get(variant).qualifies();

    EntityRows rows = new EntityRows(question, evaluation, entity);
    Clauses clauses = new Clauses(plan.leaves(), rows, anchor.timeZero(), watermark);
    Marks marks = new Marks(entity, anchor.start(), plan.leaves(), rows, evaluator);
    Clause qualifies = clauses.of(condition, path, instants);
    marks.add(condition, path, instants);
    List<Explanation.Milestone> milestones = milestones(clauses, marks);
    Explanation.Start start =
        new Explanation.Start(
            anchor.timeZero(),
            anchor.timeZero() + Micros.of(plan.window()),
            standard ? Optional.empty() : Optional.of(plan.variants().get(variant).name()),
            anchor.newnessVerified() ? Optional.empty() : Optional.of(notNew(anchor)));
    return new Explanation(
        entity,
        watermark,
        standing(anchor, qualifies),
        Optional.of(start),
        Optional.of(qualifies),
        milestones,
        timeline(anchor.start(), marks));
  }

  private int variant(Evaluation evaluation) {
    return evaluation.facts().rows().stream()
        .filter(facts -> facts.entity().equals(entity))
        .mapToInt(EntityFacts::variant)
        .findFirst()
        .orElseThrow();
  }

  private List<Explanation.Milestone> milestones(Clauses clauses, Marks marks) {
    List<Explanation.Milestone> milestones = new ArrayList<>();
    for (int i = 0; i < plan.milestones().size(); i++) {
      Plan.Step step = plan.milestones().get(i);
      Condition condition = spec.getMilestones(i).getCondition();
      String path = FieldPath.field(FieldPath.index("spec.milestones", i), "condition");
      milestones.add(
          new Explanation.Milestone(step.name(), clauses.of(condition, path, step.instants())));
      marks.add(condition, path, step.instants());
    }
    return milestones;
  }

  private static Standing standing(Anchors.Row anchor, Clause qualifies) {
    if (anchor.excluded()) {
      return Standing.EXCLUDED;
    }
    if (!anchor.newnessVerified()) {
      return Standing.NOT_NEW;
    }
    return switch (qualifies.state()) {
      case HOLDS -> Standing.QUALIFIED;
      case OPEN -> Standing.OPEN;
      case OVER, VETOED -> Standing.MISSED;
    };
  }

  private String notNew(Anchors.Row anchor) {
    Duration newness = plan.anchor().newness().orElseThrow();
    String before = "in the " + Durations.format(newness) + " before its start";
    return events.stream()
        .filter(event -> event.timestamp() < anchor.timeZero())
        .filter(event -> event.timestamp() >= anchor.timeZero() - Micros.of(newness))
        .filter(event -> isOwn(event) && !excluded(event))
        .findFirst()
        .map(event -> event.name() + " " + before + ", at " + Micros.instant(event.timestamp()))
        .orElse("tracking was not yet complete " + before);
  }

  private List<TimelineEvent> timeline(Event start, Marks marks) {
    return relevant()
        .map(
            event -> {
              boolean excluded = excluded(event);
              return new TimelineEvent(
                  event,
                  EntityRows.same(event, start),
                  excluded,
                  excluded ? List.of() : marks.of(event));
            })
        .filter(row -> row.timeZero() || isOwn(row.event()) || !row.marks().isEmpty())
        .toList();
  }

  /** The events that the definition names. */
  private Stream<Event> relevant() {
    Set<String> names = Set.copyOf(PropertyReads.events(plan));
    return events.stream().filter(event -> names.contains(event.name()));
  }

  private boolean isOwn(Event event) {
    return entity.equals(evaluator.value(plan.entity().column(), Subject.ofRow(event)));
  }

  private boolean excluded(Event event) {
    return plan.source().exclude().isPresent()
        && evaluator.holds(plan.source().exclude(), Subject.ofRow(event));
  }
}
