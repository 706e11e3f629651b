package dev.firstvalue.validator.price;

import dev.firstvalue.definition.explain.WithoutClause;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.inquiry.Inquiry;
import dev.firstvalue.validator.inquiry.ReportSection;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether each variant earns its place: the entities that it counts, by its rule and by the one
 * that would count them without it, on the half of the accounts that clauses are priced on.
 */
public final class VariantSection implements ReportSection {
  private final Inquiry inquiry;

  public VariantSection(Inquiry inquiry) {
    this.inquiry = inquiry;
  }

  /** Nothing for a definition without variants, or without an outcome to judge them by. */
  @Override
  public void addTo(ValidationReport.Builder report) {
    Plan plan = inquiry.plan();
    if (plan.variants().isEmpty() || plan.outcomes().isEmpty()) {
      return;
    }
    List<Plan> others = new ArrayList<>();
    for (int i = 0; i < plan.variants().size(); i++) {
      others.add(plan.withoutVariant(i));
    }
    List<List<PairedEntities>> pairs = HeldOut.pairsOfVariants(inquiry, others);
    for (int i = 0; i < plan.variants().size(); i++) {
      String name = plan.variants().get(i).name();
      report.addVariantTrials(
          new VariantJudgement(inquiry.estimates(), inquiry.leastCell())
              .judge(new WithoutClause("variants." + name, name, others.get(i)), pairs.get(i)));
    }
  }
}
