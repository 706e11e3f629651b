package dev.firstvalue.definition.explain;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.evaluate.Anchors;
import dev.firstvalue.definition.evaluate.ExposureEvaluation;
import dev.firstvalue.definition.evaluate.Subject;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.ValueEventSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explains one entity of an experiment by the reference evaluator. */
public final class ExposureExplainer {
  /** Exposures are given as rows, wherever they came from. */
  private static final ExposurePlan.Log GIVEN =
      new ExposurePlan.Log.Table(new Source.ExposureLog("given", "experiment", "arm", "timestamp"));

  private final ValueEventSpec spec;
  private final ExposureQuestion question;
  private final Plan plan;
  private final List<Event> events;
  private final List<Exposure> exposures;
  private final String entity;
  private final long watermark;

  private ExposureExplainer(
      ValueEventSpec spec,
      ExposureQuestion question,
      List<Event> events,
      List<Exposure> exposures,
      String entity) {
    ExposurePlan asked = question.plan();
    this.spec = spec;
    this.question =
        new ExposureQuestion(
            new ExposurePlan(
                asked.experiment(),
                asked.definition(),
                GIVEN,
                asked.start(),
                asked.end(),
                asked.window()),
            question.watermark());
    this.plan = asked.definition();
    this.watermark = Micros.of(question.watermark());
    this.events = events;
    this.entity = entity;
    this.exposures =
        exposures.stream()
            .filter(row -> row.timestamp() < watermark)
            .filter(row -> row.experiment().equals(asked.experiment()))
            .sorted(Comparator.comparingLong(Exposure::timestamp).thenComparing(Exposure::arm))
            .toList();
  }

  /**
   * Where the entity stands in the experiment.
   *
   * @param spec the definition that the question's plan is bound from
   * @param events the entity's events, in any order; those of others change nothing
   * @param exposures the entity's exposures, in any order, from a log or from events
   */
  public static ExposureExplanation explain(
      ValueEventSpec spec,
      ExposureQuestion question,
      List<Event> events,
      List<Exposure> exposures,
      String entity) {
    return new ExposureExplainer(spec, question, events, exposures, entity).explanation();
  }

  private ExposureExplanation explanation() {
    Timeline timeline = new Timeline(plan, events, entity, watermark);
    ExposureEvaluation evaluation = ExposureEvaluation.of(question, timeline.all(), exposures);
    Optional<ExposureFacts> facts =
        evaluation.facts().rows().stream().filter(row -> row.entity().equals(entity)).findFirst();
    return facts
        .map(known -> shown(timeline, evaluation, known))
        .orElseGet(
            () ->
                new ExposureExplanation(
                    entity, watermark, exposures, Optional.empty(), timeline.unmarked()));
  }

  private ExposureExplanation shown(
      Timeline timeline, ExposureEvaluation evaluation, ExposureFacts facts) {
    Anchors.@Nullable Row anchor = evaluation.anchors().rows().get(entity);
    Event start = anchor == null ? null : anchor.start();
    Question definition =
        new Question(plan, question.watermark(), Optional.empty(), Optional.empty());
    int variant = variant(timeline, start);
    boolean standard = variant < 0;
    Condition condition = standard ? spec.getQualifies() : spec.getVariants(variant).getQualifies();
    String path =
        standard
            ? "spec.qualifies"
            : FieldPath.field(FieldPath.index("spec.variants", variant), "qualifies");
    Instants instants = standard ? plan.qualifies() : plan.variants().get(variant).qualifies();

    List<Leaf> leaves = ExposureEvaluation.leaves(question.plan());
    EntityRows rows =
        new EntityRows(
            definition, evaluation.hits(), evaluation.firsts(), evaluation.fromExposure(), entity);
    Clause qualifies =
        new Clauses(leaves, rows, facts.exposedAt(), watermark).of(condition, path, instants);
    Marks marks = new Marks(entity, facts.exposedAt(), start, leaves, rows, timeline.evaluator());
    marks.add(condition, path, instants);
    return new ExposureExplanation(
        entity,
        watermark,
        exposures,
        Optional.of(
            new ExposureExplanation.Shown(
                facts,
                facts.exposedAt() + Micros.of(question.plan().window()),
                standard ? Optional.empty() : Optional.of(plan.variants().get(variant).name()),
                Explainer.explain(spec, definition, events, entity)
                    .qualifies()
                    .map(Clause::at)
                    .orElse(null),
                qualifies)),
        timeline.marked(start, marks));
  }

  /** The variant of the entity's own start; without a start, what reads one is unknown. */
  private int variant(Timeline timeline, @Nullable Event start) {
    for (int i = 0; i < plan.variants().size(); i++) {
      if (timeline.evaluator().holds(plan.variants().get(i).when(), Subject.ofStart(start))) {
        return i;
      }
    }
    return -1;
  }
}
