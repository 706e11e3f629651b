package dev.firstvalue.reporting.page;

import com.google.gson.JsonArray;
import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.DailyEffect;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import java.util.ArrayList;
import java.util.List;

/** How the effect came to be what it is, day by day: a plot, and its weeks as a table. */
final class DailyEffectSections {
  private static final int WEEK = 7;

  private DailyEffectSections() {}

  static List<Section> of(LiftReport report) {
    JsonArray rows = new JsonArray();
    for (DailyEffect day : report.getDailyEffectsList()) {
      new Plots.Row()
          .with("day", day.getDay())
          .with("comparison", comparison(day))
          .with("effect", day.getDifference().getEstimate())
          .with("entities", day.getEntities())
          .limits(day.getDifference().getInterval())
          .addTo(rows);
    }
    List<Section> sections = new ArrayList<>();
    Plots.section(
            rows,
            "Effect by day",
            lead(report),
            "The difference in activation of all first exposed up to each day, with its band",
            Plots.of(
                """
                {"height": 220, "encoding": {
                  "x": {"field": "day", "type": "temporal", "timeUnit": "utcyearmonthdate", "title": "first exposed up to, UTC", "axis": {"format": "%d %b", "tickCount": TICKS}},
                  "color": {"field": "comparison", "type": "nominal", "title": "comparison"}},
                 "layer": [
                  {"mark": {"type": "area", "fillOpacity": 0.15},
                   "encoding": {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}}},
                  {"mark": {"type": "line", "point": true},
                   "encoding": {"y": {"field": "effect", "type": "quantitative", "axis": {"format": "+.1%", "title": "difference in activation"}},
                    "tooltip": [{"field": "day"}, {"field": "comparison"}, {"field": "effect", "format": "+.2%"}, {"field": "entities"}]}},
                  {"data": {"values": [{"none": 0}]}, "mark": {"type": "rule", "color": "#888", "strokeDash": [4, 3]},
                   "encoding": {"y": {"field": "none", "type": "quantitative"}, "x": null, "color": null}}]}
                """
                    .replace(
                        "TICKS",
                        LiftPlots.dayTicks(
                            report.getDailyEffectsList().stream().map(DailyEffect::getDay))),
                rows))
        .ifPresent(sections::add);
    if (!report.getDailyEffectsList().isEmpty()) {
      sections.add(table(report));
    }
    return sections;
  }

  private static Table table(LiftReport report) {
    List<List<String>> rows = new ArrayList<>();
    List<DailyEffect> days = report.getDailyEffectsList();
    int ofArm = 0;
    for (int i = 0; i < days.size(); i++) {
      DailyEffect day = days.get(i);
      ofArm = i > 0 && days.get(i - 1).getArm().equals(day.getArm()) ? ofArm + 1 : 0;
      boolean last = i + 1 == days.size() || !days.get(i + 1).getArm().equals(day.getArm());
      if (ofArm % WEEK == WEEK - 1 || last) {
        rows.add(
            List.of(
                day.getDay(),
                comparison(day),
                Numbers.count(day.getEntities()),
                Numbers.difference(day.getDifference())));
      }
    }
    return new Table(
        "Effect by week",
        "The same at the end of every seventh day, and on the last." + unadjusted(report),
        List.of(
            Column.words("first exposed up to"),
            Column.words("comparison"),
            Column.numbers(LiftWords.counted(report) + " so far"),
            Column.numbers("difference")),
        rows);
  }

  private static String lead(LiftReport report) {
    boolean banded =
        report.getDailyEffectsList().stream().anyMatch(day -> day.getDifference().hasInterval());
    return "Of all who were first exposed up to each day, mature at the watermark. "
        + (banded
            ? "The band holds for one day read alone: where it leaves 0 is no reason to stop."
            : "Errors are clustered, so there is no band: days do not add up to clusters.")
        + unadjusted(report);
  }

  private static String unadjusted(LiftReport report) {
    return report.getAdjustedList().stream().anyMatch(AdjustedComparison::getDecides)
        ? " Nothing is taken out here: what decides is adjusted, and may differ."
        : "";
  }

  private static String comparison(DailyEffect day) {
    return day.getArm() + " − " + day.getAgainst();
  }
}
