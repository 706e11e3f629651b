package dev.firstvalue.reporting.page;

import com.google.gson.JsonArray;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.FunnelStep;
import dev.firstvalue.validation.v1.Leak;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far entities come on the way to value. */
final class FunnelSection {
  private final ValidationReport report;

  private FunnelSection(ValidationReport report) {
    this.report = report;
  }

  static List<Section> of(ValidationReport report) {
    if (report.getFunnelList().isEmpty()) {
      return List.of();
    }
    FunnelSection section = new FunnelSection(report);
    List<Section> sections = new ArrayList<>();
    sections.add(section.table());
    section.plot().ifPresent(sections::add);
    return sections;
  }

  private Section table() {
    List<List<String>> rows = new ArrayList<>();
    for (FunnelStep step : report.getFunnelList()) {
      rows.add(
          List.of(
              step.getName(),
              Numbers.count(step.getReached()),
              step.hasRate() ? Numbers.percent(step.getRate()) : Numbers.ABSENT,
              Numbers.percentInterval(step.hasInterval(), step.getInterval()),
              Numbers.count(step.getStuck())));
    }
    return new Table(
        "The way to value",
        "How far eligible " + report.getEntity() + "s come, and where they stand." + leak(),
        List.of(
            Column.words("step"),
            Column.numbers("reached"),
            Column.numbers("share"),
            Column.numbers("interval"),
            Column.numbers("stand here")),
        rows);
  }

  /** The biggest leak, in a sentence. */
  private String leak() {
    Leak leak = report.getLeak();
    return report.hasLeak()
        ? " Most are lost at "
            + leak.getStep()
            + ": "
            + Numbers.count(leak.getStuck())
            + " of the "
            + Numbers.count(leak.getReached())
            + " who come there go no further ("
            + Numbers.percent(leak.getShare())
            + ")."
        : "";
  }

  private Optional<Section> plot() {
    JsonArray rows = new JsonArray();
    for (FunnelStep step : report.getFunnelList()) {
      if (step.hasRate()) {
        new Plots.Row()
            .with("step", step.getName())
            .with("share", step.getRate())
            .limits(step.getInterval())
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
}
