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
      int variant = i;
      String name = plan.variants().get(i).name();
      report.addVariantTrials(
          new VariantJudgement(inquiry.estimates(), inquiry.leastCell())
              .judge(
                  new WithoutClause("variants." + name, name, plans.get(i + 1)),
                  ClausePriceSection.pairs(new Cells(counts.get(i)), c -> c.number(5) == variant)));
    }
  }
}
