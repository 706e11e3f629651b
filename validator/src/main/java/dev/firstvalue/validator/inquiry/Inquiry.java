package dev.firstvalue.validator.inquiry;

import dev.firstvalue.definition.explain.WithoutClause;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validator.account.TwoArms;
import dev.firstvalue.validator.estimate.Estimates;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What every section of a report works with.
 *
 * @param facts for what is no count of entities, asked apart
 * @param question the plan with its watermark and cohort range
 * @param without the plan without each of its clauses
 * @param bounds whether to say what the immature could still do
 * @param ahead now, where the newest event of the log is dated later
 * @param policy every default filled in
 * @param folds the counts that there are
 * @param answers the counts that were asked for
 * @param accounts the same by account, where users sit in accounts; asked for once, after the pass
 * @param estimates estimates at the policy's level
 */
public record Inquiry(
    FactSource facts,
    Question question,
    List<WithoutClause> without,
    boolean bounds,
    Optional<Instant> ahead,
    PolicySpec policy,
    FoldPlan folds,
    Answers answers,
    Supplier<Optional<AccountCounts>> accounts,
    Estimates estimates) {

  public Plan plan() {
    return question.plan();
  }

  /** Cells below it read "too few". */
  public int leastCell() {
    return policy.getSample().getPerCell();
  }

  /** The share of a fold's eligible for whom one of its own keys is true. */
  public Reachability reach(Cells cells, int reachedKey) {
    return estimates.reachability(
        cells.count(c -> c.eligible() && c.flag(reachedKey)), cells.count(Cells.Cell::eligible));
  }

  /** A share of the eligible, over those of their accounts that are named, if they share some. */
  public Reachability overAccounts(Reachability reach, Function<AccountCounts, TwoArms> which) {
    return accounts
        .get()
        .map(counts -> estimates.overAccounts(reach, which.apply(counts)))
        .orElse(reach);
  }

  /** Asks for the counts of a fold; they are there after the pass. */
  public Supplier<Cells> ask(Fold fold) {
    return answers.ask(fold);
  }
}
