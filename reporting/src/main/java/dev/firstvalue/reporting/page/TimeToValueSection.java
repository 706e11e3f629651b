package dev.firstvalue.reporting.page;

import com.google.gson.JsonArray;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.TimePoint;
import dev.firstvalue.validation.v1.TimeToValue;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From time zero to first value. */
final class TimeToValueSection {
  private final ValidationReport report;

  private TimeToValueSection(ValidationReport report) {
    this.report = report;
  }

  static List<Section> of(ValidationReport report) {
    if (!report.hasTimeToValue()) {
      return List.of();
    }
    TimeToValueSection section = new TimeToValueSection(report);
    List<Section> sections = new ArrayList<>();
    sections.add(section.table());
    section.plot().ifPresent(sections::add);
    return sections;
  }

  private Section table() {
    TimeToValue times = report.getTimeToValue();
    String median =
        times.hasMedian()
            ? Numbers.time(times.getMedian())
            : "not reached within " + report.getWithin();
    String interval =
        times.hasInterval()
            ? (times.getInterval().hasLow()
                    ? Numbers.time(times.getInterval().getLow())
                    : Numbers.ABSENT)
                + " to "
                + (times.getInterval().hasHigh()
                    ? Numbers.time(times.getInterval().getHigh())
                    : "beyond the window")
            : Numbers.ABSENT;
    return new Table(
        "Time to value",
        "Over everyone who entered, the unfinished counted as such (Kaplan–Meier).",
        List.of(
            Column.numbers("entered"),
            Column.numbers("reached"),
            Column.numbers("median"),
            Column.numbers("interval")),
        List.of(
            List.of(
                Numbers.count(times.getEntities()),
                Numbers.count(times.getReached()),
                median,
                interval)));
  }

  private Optional<Section> plot() {
    JsonArray rows = new JsonArray();
    for (TimePoint point : report.getTimeToValue().getCurveList()) {
      Plots.Row row =
          new Plots.Row().with("days", Numbers.days(point.getAt())).with("share", point.getShare());
      if (point.hasLow() && point.hasHigh()) {
        row.with("low", point.getLow()).with("high", point.getHigh());
      }
      row.addTo(rows);
    }
    return Plots.section(
        rows,
        "Share that reached value by time",
        "",
        "The share of entered entities that reached value, by days since time zero",
        Plots.of(
            """
            {"height": 220, "encoding": {"x": {"field": "days", "type": "quantitative", "title": "days since time zero"}},
             "layer": [
              {"mark": {"type": "area", "color": "#2f6db3", "opacity": 0.25, "interpolate": "step-after"},
               "encoding": {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}}},
              {"mark": {"type": "line", "color": "#2f6db3", "interpolate": "step-after"},
               "encoding": {"y": {"field": "share", "type": "quantitative", "scale": {"domainMin": 0}, "axis": {"format": ".3~%", "title": "reached value"}},
                "tooltip": [{"field": "days", "format": ".2f"}, {"field": "share", "format": ".1%"}]}}]}
            """,
            rows));
  }
}
