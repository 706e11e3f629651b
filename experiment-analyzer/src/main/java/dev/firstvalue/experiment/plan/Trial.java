package dev.firstvalue.experiment.plan;

import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.v1.Experiment;
import dev.firstvalue.experiment.v1.PlanRecord;
import dev.firstvalue.validation.v1.Provenance;

/**
 * What is analyzed.
 *
 * @param document the experiment as it was written
 * @param plan its exposures and the definition that it is pinned to
 * @param provenance hashes, version and program; the analysis adds what it reads
 * @param record where the plan comes from, and what was edited since
 */
public record Trial(
    Experiment document, ExposurePlan plan, Provenance provenance, PlanRecord record) {

  /** A trial of which nobody says where its plan comes from. */
  public Trial(Experiment document, ExposurePlan plan, Provenance provenance) {
    this(document, plan, provenance, PlanRecord.getDefaultInstance());
  }

  /** The same trial with a record of its plan. */
  public Trial with(PlanRecord other) {
    return new Trial(document, plan, provenance, other);
  }
}
