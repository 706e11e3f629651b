package dev.firstvalue.experiment.population;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.experiment.plan.Arms;
import dev.firstvalue.experiment.plan.Trial;
import java.time.Instant;
import java.util.List;

/** Where an exposed entity goes; the first that applies. */
public enum Place {
  /** The event model's rule on entities takes it out. */
  EXCLUDED_ENTITY,
  /** More of its events match a leaf than are counted. */
  SET_ASIDE,
  /** Its first exposure is outside the experiment's period. */
  OUTSIDE_PERIOD,
  /** Its first exposure is to an arm that the plan does not compare. */
  OTHER_ARM,
  /** It was exposed to several arms, and the plan sets such aside. */
  SEVERAL_ARMS,
  /** It had qualified before its exposure, and the plan sets such aside. */
  PRIOR_QUALIFIER,
  /** Its window is not over. */
  IMMATURE,
  /** It is compared. */
  COMPARED;

  /** The place of one entity, as the analysis places it. */
  public static Place of(Trial trial, Instant watermark, ExposureFacts facts) {
    ExperimentSpec spec = trial.document().getSpec();
    ExposurePlan plan = trial.plan();
    Instant exposed = Micros.instant(facts.exposedAt());
    boolean inPeriod =
        !exposed.isBefore(plan.start()) && plan.end().map(exposed::isBefore).orElse(true);
    boolean mature = !exposed.plus(plan.window()).isAfter(watermark);
    return new ExposureCounts(
            new Arms(spec.getArmsList()),
            spec.getMultipleArms(),
            spec.getPriorQualifiers(),
            plan.window())
        .place(
            new ExposureCounts.Row(
                new Counts.Row(
                    List.of(
                        facts.excluded(),
                        facts.setAside(),
                        inPeriod,
                        facts.arm(),
                        facts.arms() > 1,
                        facts.qualifiedBefore(),
                        mature),
                    1)));
  }
}
