package dev.firstvalue.reporting.page;

import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;

/** Reach within the window and within the first minutes. */
final class ReachSection {
  private final ValidationReport report;

  private ReachSection(ValidationReport report) {
    this.report = report;
  }

  static List<Section> of(ValidationReport report) {
    return List.of(new ReachSection(report).table());
  }

  private Section table() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(reachRow("within " + report.getWithin(), report.getReachability()));
    rows.add(reachRow("within the first minutes", report.getFirstMinutes()));
    return new Table(
        "Reachability",
        "The share of eligible "
            + report.getEntity()
            + "s who reach value."
            + (report.getReachability().hasClusters()
                ? " Intervals of reach are over "
                    + Numbers.count(report.getReachability().getClusters())
                    + " accounts."
                : ""),
        List.of(
            Column.words("reached"),
            Column.numbers("of"),
            Column.numbers("reached"),
            Column.numbers("rate"),
            Column.numbers("interval")),
        rows);
  }

  private static List<String> reachRow(String name, Reachability reach) {
    return List.of(
        name,
        Numbers.count(reach.getEligible()),
        Numbers.count(reach.getReached()),
        reach.hasRate() ? Numbers.percent(reach.getRate()) : Numbers.ABSENT,
        Numbers.percentInterval(reach.hasInterval(), reach.getInterval()));
  }
}
