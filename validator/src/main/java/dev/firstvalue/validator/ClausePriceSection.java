package dev.firstvalue.validator;

import dev.firstvalue.definition.explain.WithoutClause;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.HashSplit;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.PlanSet;
import dev.firstvalue.validation.v1.ClausePrices;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What each clause of the value event costs in reach and buys in lift: the definition and the same
 * without the clause, on the same entities, in one more pass. On one half of the accounts, told by
 * hash, so that a definition that was tuned on the other half does not price itself.
 */
final class ClausePriceSection implements ReportSection {
  /** The half that a search leaves alone is the second. */
  static final HashSplit HALVES = new HashSplit("clause-prices", 2, HashSplit.Unit.ACCOUNT);

  private static final int HELD_OUT = 1;

  private final Inquiry inquiry;

  ClausePriceSection(Inquiry inquiry) {
    this.inquiry = inquiry;
  }

  /** Nothing for a definition of one clause. */
  @Override
  public void addTo(ValidationReport.Builder report) {
    List<WithoutClause> clauses = inquiry.without();
    if (clauses.isEmpty()) {
      return;
    }
    List<Plan> plans = new ArrayList<>();
    plans.add(inquiry.plan());
    List<Fold> folds = new ArrayList<>();
    for (WithoutClause clause : clauses) {
      plans.add(clause.plan());
      folds.add(inquiry.folds().beside(plans.size() - 1, new FactKey.Part(HALVES)));
    }
    Question question = inquiry.question();
    List<Counts> counts =
        inquiry
            .facts()
            .fold(
                new SetQuestion(
                    new PlanSet(plans),
                    question.watermark(),
                    question.since(),
                    question.until(),
                    question.limits()),
                folds);
    ClausePrices.Builder prices = ClausePrices.newBuilder();
    ClausePricing pricing =
        new ClausePricing(
            inquiry.estimates(), inquiry.leastCell(), !inquiry.plan().outcomes().isEmpty());
    for (int i = 0; i < clauses.size(); i++) {
      List<ClausePricing.Pair> pairs = pairs(new Cells(counts.get(i)), all -> true);
      prices.addClauses(pricing.price(clauses.get(i), pairs));
      prices.setEntities(
          Math.toIntExact(pairs.stream().mapToLong(ClausePricing.Pair::count).sum()));
    }
    report.setClausePrices(prices);
  }

  /** The eligible of the held-out half, by what the two definitions say of them. */
  static List<ClausePricing.Pair> pairs(Cells cells, Predicate<Cells.Cell> among) {
    List<ClausePricing.Pair> pairs = new ArrayList<>();
    for (boolean with : List.of(true, false)) {
      for (boolean without : List.of(true, false)) {
        for (boolean retained : List.of(true, false)) {
          int count =
              cells.count(
                  c ->
                      c.eligible()
                          && !c.flag(0)
                          && c.number(1) == HELD_OUT
                          && among.test(c)
                          && c.flag(2) == with
                          && c.flag(3) == without
                          && c.flag(4) == retained);
          pairs.add(new ClausePricing.Pair(with, without, retained, count));
        }
      }
    }
    return pairs;
  }
}
