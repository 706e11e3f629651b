package dev.firstvalue.definition.explain;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.evaluate.Anchors;
import dev.firstvalue.definition.evaluate.Evaluation;
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
import java.util.List;
import java.util.Optional;

/** Explains one entity by the reference evaluator. */
public final class Explainer {
  private final ValueEventSpec spec;
  private final Question question;
  private final Plan plan;
  private final Timeline timeline;
  private final String entity;
  private final long watermark;

  private Explainer(ValueEventSpec spec, Question question, List<Event> events, String entity) {
    this.spec = spec;
    this.question = question;
    this.plan = question.plan();
    this.watermark = Micros.of(question.watermark());
    this.entity = entity;
    this.timeline = new Timeline(plan, events, entity, watermark);
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
        new Question(
            question.plan(),
            question.watermark(),
            Optional.empty(),
            Optional.empty(),
            question.limits());
    return new Explainer(spec, always, events, entity).explanation();
  }

  private Explanation explanation() {
    Evaluation evaluation = Evaluation.of(question, timeline.all());
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
        List.of(),
        timeline.unmarked());
  }

  private Explanation started(Evaluation evaluation, Anchors.Row anchor) {
    EntityFacts facts = facts(evaluation);
    int variant = facts.variant();
    boolean standard = variant < 0;
    Condition condition = standard ? spec.getQualifies() : spec.getVariants(variant).getQualifies();
    String path =
        standard
            ? "spec.qualifies"
            : FieldPath.field(FieldPath.index("spec.variants", variant), "qualifies");
    Instants instants = standard ? plan.qualifies() : plan.variants().get(variant).qualifies();

    EntityRows rows =
        new EntityRows(
            question, evaluation.hits(), evaluation.firsts(), evaluation.instants(), entity);
    Clauses clauses = new Clauses(plan.leaves(), rows, anchor.timeZero(), watermark);
    Marks marks =
        new Marks(
            entity, anchor.timeZero(), anchor.start(), plan.leaves(), rows, timeline.evaluator());
    Clause qualifies = clauses.of(condition, path, instants);
    marks.add(condition, path, instants);
    List<Explanation.Milestone> milestones = milestones(clauses, marks);
    List<Explanation.Outcome> outcomes = outcomes(anchor, clauses, marks);
    Explanation.Start start =
        new Explanation.Start(
            anchor.timeZero(),
            anchor.timeZero() + Micros.of(plan.window()),
            standard ? Optional.empty() : Optional.of(plan.variants().get(variant).name()),
            anchor.newnessVerified() ? Optional.empty() : Optional.of(notNew(anchor)));
    return new Explanation(
        entity,
        watermark,
        standing(facts, qualifies),
        Optional.of(start),
        Optional.of(qualifies),
        milestones,
        outcomes,
        timeline.marked(anchor.start(), marks));
  }

  private EntityFacts facts(Evaluation evaluation) {
    return evaluation.facts().rows().stream()
        .filter(facts -> facts.entity().equals(entity))
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

  private List<Explanation.Outcome> outcomes(Anchors.Row anchor, Clauses clauses, Marks marks) {
    List<Explanation.Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < plan.outcomes().size(); i++) {
      Plan.Outcome outcome = plan.outcomes().get(i);
      Condition condition = spec.getOutcomes(i).getCondition();
      String path = FieldPath.field(FieldPath.index("spec.outcomes", i), "condition");
      outcomes.add(
          new Explanation.Outcome(
              outcome.name(),
              anchor.timeZero() + Micros.of(outcome.range().from()),
              clauses.of(condition, path, outcome.instants())));
      marks.addOutcome(condition, path, outcome.instants());
    }
    return outcomes;
  }

  private static Standing standing(EntityFacts facts, Clause qualifies) {
    if (facts.excluded()) {
      return Standing.EXCLUDED;
    }
    if (facts.setAside()) {
      return Standing.SET_ASIDE;
    }
    if (!facts.newnessVerified()) {
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
    return timeline.all().stream()
        .filter(event -> event.timestamp() < anchor.timeZero())
        .filter(event -> event.timestamp() >= anchor.timeZero() - Micros.of(newness))
        .filter(event -> timeline.isOwn(event) && !timeline.isExcluded(event))
        .findFirst()
        .map(event -> event.name() + " " + before + ", at " + Micros.instant(event.timestamp()))
        .orElse("tracking was not yet complete " + before);
  }
}
