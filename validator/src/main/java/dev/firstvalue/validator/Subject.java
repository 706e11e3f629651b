package dev.firstvalue.validator;

import dev.firstvalue.definition.explain.WithoutClause;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.validation.v1.Provenance;
import java.util.List;

/**
 * What is backtested.
 *
 * @param document the definition
 * @param plan what it means
 * @param policy the gates, every default filled in
 * @param provenance hashes, version and program; the backtest adds what it reads
 * @param without the definition without each of its clauses, to be priced; empty prices none
 */
public record Subject(
    ValueEvent document,
    Plan plan,
    PolicySpec policy,
    Provenance provenance,
    List<WithoutClause> without) {
  public Subject {
    without = List.copyOf(without);
  }

  /** A definition of which no clause is priced. */
  public Subject(ValueEvent document, Plan plan, PolicySpec policy, Provenance provenance) {
    this(document, plan, policy, provenance, List.of());
  }

  /** The same definition, with the price of each clause. */
  public Subject with(List<WithoutClause> clauses) {
    return new Subject(document, plan, policy, provenance, clauses);
  }
}
