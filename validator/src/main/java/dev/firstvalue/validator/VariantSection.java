package dev.firstvalue.validator;

import dev.firstvalue.definition.explain.WithoutClause;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.PlanSet;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether each variant earns its place: the entities that it counts, by its rule and by the one
 * that would count them without it. On the half of the accounts that clauses are priced on, so that
 * a variant that was tuned on the other half does not judge itself; in one more pass.
 */
final class VariantSection implements ReportSection {
  private final Inquiry inquiry;

  VariantSection(Inquiry inquiry) {
    this.inquiry = inquiry;
  }

  /** Nothing for a definition without variants, or without an outcome to judge them by. */
  @Override
  public void addTo(ValidationReport.Builder report) {
    Plan plan = inquiry.plan();
    if (plan.variants().isEmpty() || plan.outcomes().isEmpty()) {
      return;
    }
    List<Plan> plans = new ArrayList<>();
    plans.add(plan);
    List<Fold> folds = new ArrayList<>();
    for (int i = 0; i < plan.variants().size(); i++) {
      plans.add(plan.withoutVariant(i));
      folds.add(
          inquiry
              .folds()
              .besideByVariant(plans.size() - 1, new FactKey.Part(ClausePriceSection.HALVES)));
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
    for (int i = 0; i < plan.variants().size(); i++) {
      String name = plan.variants().get(i).name();
      report.addVariantTrials(
          new VariantJudgement(inquiry.estimates(), inquiry.leastCell())
              .judge(
                  new WithoutClause("variants." + name, name, plans.get(i + 1)),
                  pairs(new Cells(counts.get(i)), i)));
    }
  }

  /** The eligible of the held-out half that one variant counts, by what the two rules say. */
  private static List<ClausePricing.Pair> pairs(Cells cells, int variant) {
    List<ClausePricing.Pair> pairs = new ArrayList<>();
    for (boolean with : List.of(true, false)) {
      for (boolean without : List.of(true, false)) {
        for (boolean retained : List.of(true, false)) {
          int count =
              cells.count(
                  c ->
                      c.eligible()
                          && !c.flag(0)
                          && c.number(1) == ClausePriceSection.HELD_OUT
                          && c.number(5) == variant
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
