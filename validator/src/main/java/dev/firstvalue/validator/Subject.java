package dev.firstvalue.validator;

import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.validation.v1.Provenance;

/**
 * What is backtested.
 *
 * @param document the definition
 * @param plan what it means
 * @param policy the gates, every default filled in
 * @param provenance hashes, version and program; the backtest adds what it reads
 */
public record Subject(ValueEvent document, Plan plan, PolicySpec policy, Provenance provenance) {}
