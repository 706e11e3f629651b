package dev.firstvalue.reporting.page;

import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.ClausePrice;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;

/** What each clause of the value event costs in reach and buys in lift. */
final class ClausePriceSection {
  private ClausePriceSection() {}

  static List<Section> of(ValidationReport report) {
    if (!report.hasClausePrices()) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    for (ClausePrice price : report.getClausePrices().getClausesList()) {
      rows.add(
          List.of(
              price.getPath(),
              price.getClause(),
              shown(price, price.getReachChange()),
              shown(price, price.getLiftChange()),
              price.hasReach() ? Numbers.count(price.getDiffering()) : Numbers.TOO_FEW));
    }
    return List.of(
        new Table(
            "The price of each clause",
            "What reach and lift would be without it, less what they are, on the same "
                + Numbers.count(report.getClausePrices().getEntities())
                + " eligible "
                + report.getEntity()
                + "s: one half, told by hash. A clause on which the two never differ is"
                + " redundant.",
            List.of(
                Column.words("without"),
                Column.words("what it asks for"),
                Column.numbers("reach"),
                Column.numbers("lift"),
                Column.numbers("differ")),
            rows));
  }

  private static String shown(ClausePrice price, Estimate change) {
    if (change.hasEstimate() && !change.hasInterval()) {
      return Numbers.points(change.getEstimate());
    }
    return price.getTooFew() && !change.hasEstimate()
        ? Numbers.TOO_FEW
        : Numbers.difference(change);
  }
}
