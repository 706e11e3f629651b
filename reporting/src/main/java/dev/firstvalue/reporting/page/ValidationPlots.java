package dev.firstvalue.reporting.page;

import com.google.gson.JsonArray;
import dev.firstvalue.validation.v1.CohortWeek;
import dev.firstvalue.validation.v1.FunnelStep;
import dev.firstvalue.validation.v1.Segment;
import dev.firstvalue.validation.v1.TimePoint;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.Optional;

/** The plots of a validation report. */
final class ValidationPlots {
  private final ValidationReport report;

  ValidationPlots(ValidationReport report) {
    this.report = report;
  }

  Optional<Section> funnel() {
    JsonArray rows = new JsonArray();
    for (FunnelStep step : report.getFunnelList()) {
      if (step.hasRate()) {
        new Plots.Row()
            .with("step", step.getName())
            .with("share", step.getRate())
            .with("low", step.getInterval().getLow())
            .with("high", step.getInterval().getHigh())
            .addTo(rows);
      }
    }
    return Plots.section(
        rows,
        "Funnel",
        "",
        "The share of eligible entities at each step on the way to value",
        Plots.of(
            """
            {"height": {"step": 34}, "encoding": {"y": {"field": "step", "type": "nominal", "sort": null, "title": null}},
             "layer": [
              {"mark": {"type": "bar", "color": "#2f6db3", "opacity": 0.55},
               "encoding": {"x": {"field": "share", "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": {"format": "%", "title": "share of eligible, with interval"}},
                "tooltip": [{"field": "step"}, {"field": "share", "format": ".1%"}]}},
              {"mark": {"type": "rule", "color": "#222", "strokeWidth": 2},
               "encoding": {"x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}}}]}
            """,
            rows));
  }

  Optional<Section> times() {
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

  Optional<Section> segments() {
    JsonArray rows = new JsonArray();
    for (Segment segment : report.getSegmentsList()) {
      if (segment.getReachability().hasRate()) {
        new Plots.Row()
            .with("segment", ValidationPage.segmentName(segment))
            .with("estimate", segment.getReachability().getRate())
            .with("low", segment.getReachability().getInterval().getLow())
            .with("high", segment.getReachability().getInterval().getHigh())
            .addTo(rows);
      }
    }
    return Plots.section(
        rows,
        "Reach by segment",
        "",
        "Reach with its interval, by segment",
        Plots.shares("reach", rows));
  }

  Optional<Section> cohorts() {
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
