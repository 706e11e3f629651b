package dev.firstvalue.reporting.page;

import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.WorstCase;
import java.util.ArrayList;
import java.util.List;

/** What the immature could still do to reach and lift, where that was asked for. */
final class WorstCaseSection {
  private WorstCaseSection() {}

  static List<Section> of(ValidationReport report) {
    if (!report.hasWorstCase()) {
      return List.of();
    }
    WorstCase worst = report.getWorstCase();
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "reach",
            Numbers.percent(worst.getReachLow()) + " to " + Numbers.percent(worst.getReachHigh()),
            Numbers.count(worst.getReachOpen())));
    if (worst.hasLiftLow()) {
      rows.add(
          List.of(
              "lift",
              Numbers.points(worst.getLiftLow()) + " to " + Numbers.points(worst.getLiftHigh()),
              Numbers.count(worst.getLiftOpen())));
    }
    return List.of(
        new Table(
            "What the immature could still do",
            "Worst-case limits with the immature counted in, each open answer once against and once"
                + " for (Manski). They assume nothing and hold no sampling error.",
            List.of(
                Column.words("what"), Column.numbers("between"), Column.numbers("answers open")),
            rows));
  }
}
