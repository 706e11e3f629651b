package dev.firstvalue.reporting.page;

import com.google.gson.JsonArray;
import dev.firstvalue.experiment.v1.ArmCurve;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.CurvePoint;
import dev.firstvalue.experiment.v1.DailyExposures;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.SampleRatioDay;
import java.time.LocalDate;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.stream.Stream;

/** The plots of a lift report. */
final class LiftPlots {
  private static final int WEEK = 7;

  /** A logarithmic scale has no 0. */
  private static final double SMALLEST_P = 1e-12;

  private final LiftReport report;

  LiftPlots(LiftReport report) {
    this.report = report;
  }

  Optional<Section> forest() {
    JsonArray rows = new JsonArray();
    for (Comparison comparison : report.getComparisonsList()) {
      if (comparison.getDifference().hasEstimate()) {
        new Plots.Row()
            .with("segment", comparison.getArm() + " − " + comparison.getAgainst())
            .with("estimate", comparison.getDifference().getEstimate())
            .limits(comparison.getDifference().getInterval())
            .addTo(rows);
      }
    }
    return Plots.section(
        rows,
        "Difference in activation",
        "",
        "The difference in activation with its interval, by arm",
        Plots.differences("difference in activation", rows));
  }

  Optional<Section> curves() {
    JsonArray rows = new JsonArray();
    for (ArmCurve curve : report.getCurvesList()) {
      for (CurvePoint point : curve.getPointsList()) {
        Plots.Row row =
            new Plots.Row()
                .with("arm", curve.getArm())
                .with("days", Numbers.days(point.getAt()))
                .with("share", point.getShare());
        if (point.hasLow() && point.hasHigh()) {
          row.with("low", point.getLow()).with("high", point.getHigh());
        }
        row.addTo(rows);
      }
    }
    return Plots.section(
        rows,
        "Activation by arm",
        "Share activated by time after first exposure, the immature counted as far as they were"
            + " watched.",
        "The share activated by days since first exposure, a curve an arm",
        Plots.of(
            """
            {"height": 240, "encoding": {
              "x": {"field": "days", "type": "quantitative", "title": "days since first exposure"},
              "color": {"field": "arm", "type": "nominal", "title": "arm"}},
             "layer": [
              {"mark": {"type": "area", "fillOpacity": 0.15, "interpolate": "step-after"},
               "encoding": {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}}},
              {"mark": {"type": "line", "interpolate": "step-after"},
               "encoding": {"y": {"field": "share", "type": "quantitative", "scale": {"domainMin": 0}, "axis": {"format": ".3~%", "title": "activated"}},
                "tooltip": [{"field": "arm"}, {"field": "days", "format": ".2f"}, {"field": "share", "format": ".1%"}]}}]}
            """,
            rows));
  }

  /** The sample ratio's p over time: a fault stays below the alarm, an accident comes back. */
  Optional<Section> sampleRatioDays() {
    JsonArray rows = new JsonArray();
    for (SampleRatioDay day : report.getSampleRatioDaysList()) {
      new Plots.Row()
          .with("day", day.getDay())
          .with("test", "read once")
          .with("p", Math.max(SMALLEST_P, day.getPValue()))
          .addTo(rows);
      new Plots.Row()
          .with("day", day.getDay())
          .with("test", "read at any time")
          .with("p", Math.max(SMALLEST_P, day.getAnytimePValue()))
          .addTo(rows);
    }
    return Plots.section(
        rows,
        "Sample ratio by day",
        "The p-value of all exposures up to each day; the line is the alarm.",
        "The p-value of the sample ratio by day, read once and read at any time, on a logarithmic"
            + " scale",
        Plots.of(
            """
            {"height": 180, "encoding": {
              "x": {"field": "day", "type": "temporal", "timeUnit": "utcyearmonthdate", "title": "day, UTC", "axis": {"format": "%d %b", "tickCount": TICKS}},
              "color": {"field": "test", "type": "nominal", "title": "test"}},
             "layer": [
              {"mark": {"type": "line", "point": true},
               "encoding": {"y": {"field": "p", "type": "quantitative", "title": "p", "scale": {"type": "log", "domainMax": 1}},
                "tooltip": [{"field": "day"}, {"field": "test"}, {"field": "p", "format": ".2g"}]}},
              {"data": {"values": [{"alarm": 0.001}]}, "mark": {"type": "rule", "color": "#b8453f", "strokeDash": [4, 3]},
               "encoding": {"y": {"field": "alarm", "type": "quantitative"}, "x": null, "color": null}}]}
            """
                .replace("TICKS", dayTicks()),
            rows));
  }

  Optional<Section> daily() {
    JsonArray rows = new JsonArray();
    for (DailyExposures day : report.getDailyList()) {
      new Plots.Row()
          .with("day", day.getDay())
          .with("arm", day.getArm())
          .with("exposed", day.getExposed())
          .addTo(rows);
    }
    return Plots.section(
        rows,
        "First exposures by day",
        "",
        "First exposures by day and arm",
        Plots.of(
            """
            {"height": 180, "mark": {"type": "line", "point": true},
             "encoding": {
              "x": {"field": "day", "type": "temporal", "timeUnit": "utcyearmonthdate", "title": "day, UTC", "axis": {"format": "%d %b", "tickCount": TICKS}},
              "y": {"field": "exposed", "type": "quantitative", "title": "first exposures", "scale": {"zero": true}},
              "color": {"field": "arm", "type": "nominal", "title": "arm"},
              "tooltip": [{"field": "day"}, {"field": "arm"}, {"field": "exposed"}]}}
            """
                .replace("TICKS", dayTicks()),
            rows));
  }

  private String dayTicks() {
    return dayTicks(report.getDailyList().stream().map(DailyExposures::getDay));
  }

  /** A few days have a tick each, and none inside a day, which would have the day's name again. */
  static String dayTicks(Stream<String> of) {
    LongSummaryStatistics days =
        of.map(LocalDate::parse).mapToLong(LocalDate::toEpochDay).summaryStatistics();
    return days.getMax() - days.getMin() < WEEK ? "\"day\"" : Integer.toString(WEEK);
  }
}
