package dev.firstvalue.experiment;

import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.v1.Experiment;
import dev.firstvalue.validation.v1.Provenance;

/**
 * What is analyzed.
 *
 * @param document the experiment as it was written
 * @param plan its exposures and the definition that it is pinned to
 * @param provenance hashes, version and program; the analysis adds what it reads
 */
public record Trial(Experiment document, ExposurePlan plan, Provenance provenance) {}
