package dev.firstvalue.reporting.page;

import com.google.gson.JsonArray;
import dev.firstvalue.validation.v1.CohortWeek;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.List;
import java.util.Optional;

/** Reach by the week of time zero. */
final class CohortSection {
  private final ValidationReport report;

  private CohortSection(ValidationReport report) {
    this.report = report;
  }

  static List<Section> of(ValidationReport report) {
    return new CohortSection(report).plot().stream().toList();
  }

  private Optional<Section> plot() {
    JsonArray rows = new JsonArray();
    for (CohortWeek week : report.getCohortsList()) {
      if (week.getReachability().hasRate()) {
        new Plots.Row()
            .with("week", week.getWeek())
            .with("reach", week.getReachability().getRate())
            .with("low", week.getReachability().getInterval().getLow())
            .with("high", week.getReachability().getInterval().getHigh())
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
