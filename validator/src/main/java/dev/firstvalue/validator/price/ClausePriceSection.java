package dev.firstvalue.validator.price;

import dev.firstvalue.definition.explain.WithoutClause;
import dev.firstvalue.validation.v1.ClausePrices;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.inquiry.Inquiry;
import dev.firstvalue.validator.inquiry.ReportSection;
import java.util.List;

/**
 * What each clause of the value event costs in reach and buys in lift: the definition and the same
 * without the clause, on the same held-out entities.
 */
public final class ClausePriceSection implements ReportSection {
  private final Inquiry inquiry;

  public ClausePriceSection(Inquiry inquiry) {
    this.inquiry = inquiry;
  }

  /** Nothing for a definition of one clause. */
  @Override
  public void addTo(ValidationReport.Builder report) {
    List<WithoutClause> clauses = inquiry.without();
    if (clauses.isEmpty()) {
      return;
    }
    List<List<PairedEntities>> pairs =
        HeldOut.pairs(inquiry, clauses.stream().map(WithoutClause::plan).toList());
    ClausePrices.Builder prices = ClausePrices.newBuilder();
    ClausePricing pricing =
        new ClausePricing(
            inquiry.estimates(), inquiry.leastCell(), !inquiry.plan().outcomes().isEmpty());
    for (int i = 0; i < clauses.size(); i++) {
      prices.addClauses(pricing.price(clauses.get(i), pairs.get(i)));
      prices.setEntities(
          Math.toIntExact(pairs.get(i).stream().mapToLong(PairedEntities::count).sum()));
    }
    report.setClausePrices(prices);
  }
}
