package dev.firstvalue.reporting.page;

import com.google.gson.JsonArray;
import dev.firstvalue.validation.v1.CusumPoint;
import dev.firstvalue.validation.v1.DriftCusum;
import dev.firstvalue.validation.v1.DriftWeek;
import dev.firstvalue.validation.v1.MixShift;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validation.v1.RevalidationReport;
import java.util.Locale;
import java.util.Optional;

/** The small plots of one definition's revalidation. */
final class RevalidationPlots {
  private static final String WEEK =
      "\"x\": {\"field\": \"week\", \"type\": \"temporal\", \"timeUnit\": \"utcyearmonthdate\","
          + " \"title\": null, \"axis\": {\"format\": \"%d %b\"}}";

  private final RevalidationReport report;

  RevalidationPlots(RevalidationReport report) {
    this.report = report;
  }

  /** Weekly reach over the band of the reference. */
  Optional<Section> reach() {
    Reachability band = report.getReference().getReachability();
    JsonArray rows = new JsonArray();
    for (DriftWeek week : report.getWeeksList()) {
      if (week.getReachability().hasRate() && band.hasInterval()) {
        new Plots.Row()
            .with("week", week.getWeek())
            .with("period", period(week))
            .with("reach", week.getReachability().getRate())
            .limits(week.getReachability().getInterval())
            .with("bandLow", band.getInterval().getLow())
            .with("bandHigh", band.getInterval().getHigh())
            .addTo(rows);
      }
    }
    return plot(
        rows,
        "reach by week",
        "The band is the interval of the whole reference.",
        """
        {"height": 130, "encoding": {WEEK, "color": {"field": "period", "type": "nominal"}},
         "layer": [
          {"mark": {"type": "area", "opacity": 0.2, "color": "#7a8794"},
           "encoding": {"color": null, "y": {"field": "bandLow", "type": "quantitative", "scale": {"zero": false}, "axis": {"format": ".3~%", "title": "reach"}}, "y2": {"field": "bandHigh"}}},
          {"mark": {"type": "rule", "strokeWidth": 2},
           "encoding": {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}}},
          {"mark": {"type": "point", "filled": true, "size": 45},
           "encoding": {"y": {"field": "reach", "type": "quantitative"},
            "tooltip": [{"field": "week"}, {"field": "reach", "format": ".1%"}, {"field": "period"}]}}]}
        """);
  }

  /** Each sum as a share of its threshold: an alarm is above 1. */
  Optional<Section> cusums() {
    JsonArray rows = new JsonArray();
    for (DriftCusum cusum : report.getCusumsList()) {
      for (CusumPoint point : cusum.getPointsList()) {
        new Plots.Row()
            .with("week", point.getWeek())
            .with("sum", words(cusum))
            .with("share", point.getSum() / cusum.getThreshold())
            .addTo(rows);
      }
    }
    return plot(
        rows,
        "cumulative sums",
        "Each as a share of its threshold, which chance crosses once in two years."
            + report.getCusumsList().stream()
                .filter(DriftCusum::hasDesignEffect)
                .findFirst()
                .map(
                    cusum ->
                        String.format(
                            Locale.ROOT,
                            " People of one account are alike: %.1f of them count for one in"
                                + " sums of reach.",
                            cusum.getDesignEffect()))
                .orElse(""),
        """
        {"height": 130, "encoding": {WEEK},
         "layer": [
          {"mark": {"type": "line", "point": {"size": 20}},
           "encoding": {"color": {"field": "sum", "type": "nominal"},
            "y": {"field": "share", "type": "quantitative", "scale": {"domainMin": 0}, "axis": {"title": "share of threshold"}},
            "tooltip": [{"field": "week"}, {"field": "sum"}, {"field": "share", "format": ".2f"}]}},
          {"data": {"values": [{"alarm": 1}]}, "mark": {"type": "rule", "color": "#b8453f", "strokeDash": [4, 3]},
           "encoding": {"x": null, "y": {"field": "alarm", "type": "quantitative"}}}]}
        """);
  }

  /** Weekly lift over the band of the reference. */
  Optional<Section> lift() {
    JsonArray rows = new JsonArray();
    boolean band = report.getReference().getLift().hasInterval();
    for (DriftWeek week : report.getWeeksList()) {
      if (week.getLift().hasEstimate() && band) {
        new Plots.Row()
            .with("week", week.getWeek())
            .with("period", period(week))
            .with("lift", week.getLift().getEstimate())
            .limits(week.getLift().getInterval())
            .with("bandLow", report.getReference().getLift().getInterval().getLow())
            .with("bandHigh", report.getReference().getLift().getInterval().getHigh())
            .addTo(rows);
      }
    }
    return plot(
        rows,
        "lift by week",
        "The band is the interval of the whole reference.",
        """
        {"height": 130, "encoding": {WEEK, "color": {"field": "period", "type": "nominal"}},
         "layer": [
          {"mark": {"type": "area", "opacity": 0.2, "color": "#7a8794"},
           "encoding": {"color": null, "y": {"field": "bandLow", "type": "quantitative", "scale": {"zero": true}, "axis": {"format": "+.3~%", "title": "lift"}}, "y2": {"field": "bandHigh"}}},
          {"mark": {"type": "rule", "strokeWidth": 2},
           "encoding": {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}}},
          {"mark": {"type": "point", "filled": true, "size": 45},
           "encoding": {"y": {"field": "lift", "type": "quantitative"},
            "tooltip": [{"field": "week"}, {"field": "lift", "format": "+.1%"}, {"field": "period"}]}}]}
        """);
  }

  /** The stability index of each segment with its line of chance. */
  Optional<Section> mixes() {
    JsonArray rows = new JsonArray();
    for (MixShift mix : report.getMixesList()) {
      Plots.Row row =
          new Plots.Row().with("segment", mix.getSegment()).with("index", mix.getIndex());
      if (mix.hasLine()) {
        row.with("line", mix.getLine());
      }
      row.addTo(rows);
    }
    return plot(
        rows,
        "shift of the mix",
        "The tick is what chance crosses once in twenty; the dashed lines are 0.1 and 0.25.",
        """
        {"height": {"step": 34}, "encoding": {"y": {"field": "segment", "type": "nominal", "sort": null, "title": null}},
         "layer": [
          {"mark": {"type": "bar", "color": "#2f6db3", "opacity": 0.55},
           "encoding": {"x": {"field": "index", "type": "quantitative", "axis": {"title": "stability index"}},
            "tooltip": [{"field": "segment"}, {"field": "index", "format": ".3f"}, {"field": "line", "format": ".3f"}]}},
          {"mark": {"type": "tick", "color": "#1c2733", "thickness": 2},
           "encoding": {"x": {"field": "line", "type": "quantitative"}}},
          {"data": {"values": [{"matters": 0.1}, {"matters": 0.25}]}, "mark": {"type": "rule", "color": "#b8453f", "strokeDash": [4, 3]},
           "encoding": {"y": null, "x": {"field": "matters", "type": "quantitative"}}}]}
        """);
  }

  private Optional<Section> plot(JsonArray rows, String what, String lead, String body) {
    return Plots.section(
        rows,
        RevalidationPage.heading(report, what),
        lead,
        "The " + what + " of " + report.getDefinition(),
        Plots.of(body.replace("WEEK", WEEK), rows));
  }

  private static String period(DriftWeek week) {
    return week.getReference() ? "reference" : "recent";
  }

  private static String words(DriftCusum cusum) {
    return (cusum.getOf().equals("PPV") ? "retained of reached " : "reach ")
        + (cusum.getUpward() ? "up" : "down");
  }
}
