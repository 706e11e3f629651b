package dev.firstvalue.reporting.page;

import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.DiscoveryReport;
import dev.firstvalue.validation.v1.NullProducts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the same search shows where there is nothing to find. */
final class NullProductTable {
  /** Less likely than this is no chance. */
  private static final double CHANCE = 0.001;

  private NullProductTable() {}

  static Optional<Section> of(DiscoveryReport report) {
    if (!report.hasNullProducts()) {
      return Optional.empty();
    }
    NullProducts found = report.getNullProducts();
    return Optional.of(
        new Table(
            "Where there is nothing to find",
            "The same search on "
                + Numbers.count(found.getProducts())
                + " products made from this one, in which nothing that anybody did goes with"
                + " staying: outcomes are dealt anew."
                + judgement(found),
            List.of(
                Column.words("the winner"),
                Column.numbers("mean score"),
                Column.numbers("interval without 0")),
            List.of(
                row(
                    "where it won",
                    found.hasSearched(),
                    found.getSearched(),
                    found.getSearchedExcludesZero(),
                    found.getProducts()),
                row(
                    "held out",
                    found.hasHeldOut(),
                    found.getHeldOut(),
                    found.getHeldOutExcludesZero(),
                    found.getProducts()))));
  }

  private static String judgement(NullProducts found) {
    if (!found.hasChance()) {
      return " In none of them a candidate is above the reach floor.";
    }
    return found.getChance() < CHANCE
        ? " Held out, more intervals leave out zero than chance allows: they do not hold on this"
            + " data."
        : " Held out, no more intervals leave out zero than chance allows.";
  }

  private static List<String> row(
      String name, boolean present, double score, int excludes, int products) {
    return List.of(
        name,
        present ? String.format(Locale.ROOT, "%+.4f", score) : Numbers.ABSENT,
        products == 0
            ? Numbers.ABSENT
            : Numbers.count(excludes) + " = " + Numbers.percent((double) excludes / products));
  }
}
