package dev.firstvalue.reporting.page;

import com.google.gson.JsonArray;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.CohortWeek;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reach by the week of time zero. */
final class CohortSection {
  private final ValidationReport report;

  private CohortSection(ValidationReport report) {
    this.report = report;
  }

  static List<Section> of(ValidationReport report) {
    if (report.getCohortsList().isEmpty()) {
      return List.of();
    }
    CohortSection section = new CohortSection(report);
    List<Section> sections = new ArrayList<>();
    sections.add(section.table());
    section.plot().ifPresent(sections::add);
    return sections;
  }

  private Section table() {
    List<List<String>> rows = new ArrayList<>();
    for (CohortWeek week : report.getCohortsList()) {
      rows.add(
          List.of(
              week.getWeek(),
              Numbers.count(week.getEntities()),
              Numbers.count(week.getReachability().getEligible()),
              week.getReachability().hasRate()
                  ? Numbers.percent(week.getReachability().getRate())
                  : Numbers.TOO_FEW,
              Numbers.percentInterval(
                  week.getReachability().hasInterval(), week.getReachability().getInterval()),
              median(week)));
    }
    return new Table(
        "Weeks of time zero",
        "Reach over the eligible of each week; the median time to value over everyone who entered"
            + " in it.",
        List.of(
            Column.words("week"),
            Column.numbers("entered"),
            Column.numbers("eligible"),
            Column.numbers("reach"),
            Column.numbers("interval"),
            Column.numbers("median time to value")),
        rows);
  }

  private static String median(CohortWeek week) {
    if (week.getMedianTooFew()) {
      return Numbers.TOO_FEW;
    }
    return week.hasMedian() ? Numbers.time(week.getMedian()) : "not reached";
  }

  private Optional<Section> plot() {
    JsonArray rows = new JsonArray();
    for (CohortWeek week : report.getCohortsList()) {
      if (week.getReachability().hasRate()) {
        new Plots.Row()
            .with("week", week.getWeek())
            .with("reach", week.getReachability().getRate())
            .limits(week.getReachability().getInterval())
            .with("eligible", week.getReachability().getEligible())
            .addTo(rows);
      }
    }
    return Plots.section(
        rows,
        "Reach by week of time zero",
        "",
        "Reach with its interval, by the week in which entities started",
        Plots.of(
            """
            {"height": 200, "encoding": {"x": {"field": "week", "type": "ordinal", "title": "week of time zero", "axis": {"labelAngle": 0}}},
             "layer": [
              {"mark": {"type": "rule", "color": "#2f6db3", "strokeWidth": 2},
               "encoding": {"y": {"field": "low", "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": {"format": "%", "title": "reach"}}, "y2": {"field": "high"}}},
              {"mark": {"type": "point", "filled": true, "size": 60, "color": "#2f6db3"},
               "encoding": {"y": {"field": "reach", "type": "quantitative"},
                "tooltip": [{"field": "week"}, {"field": "reach", "format": ".1%"}, {"field": "eligible"}]}}]}
            """,
            rows));
  }
}
