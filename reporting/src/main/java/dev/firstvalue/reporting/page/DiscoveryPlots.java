package dev.firstvalue.reporting.page;

import com.google.gson.JsonArray;
import dev.firstvalue.validation.v1.DiscoveryReport;
import dev.firstvalue.validation.v1.DiscoveryRole;
import dev.firstvalue.validation.v1.DiscoveryRow;
import java.util.Optional;

/** The plot of a search for value events. */
final class DiscoveryPlots {
  private DiscoveryPlots() {}

  /** Reach against lift, each with its interval. */
  static Optional<Section> front(DiscoveryReport report) {
    JsonArray rows = new JsonArray();
    for (DiscoveryRow row : report.getRowsList()) {
      if (row.getRole() == DiscoveryRole.DISCOVERY_ROLE_FRONT
          && row.getReachability().hasRate()
          && row.getDifference().hasEstimate()) {
        new Plots.Row()
            .with("candidate", row.getCandidate().getWords())
            .with("reach", row.getReachability().getRate())
            .with("reach_low", row.getReachability().getInterval().getLow())
            .with("reach_high", row.getReachability().getInterval().getHigh())
            .with("lift", row.getDifference().getEstimate())
            .with("lift_low", row.getDifference().getInterval().getLow())
            .with("lift_high", row.getDifference().getInterval().getHigh())
            .addTo(rows);
      }
    }
    return Plots.section(
        rows,
        "The front",
        "To the right more reach it, upwards more goes with it. Boxes are intervals.",
        "Reach against lift of the candidates that no other beats in both, with intervals",
        Plots.of(
            """
            {"height": 300,
             "encoding": {"tooltip": [{"field": "candidate"}, {"field": "reach", "format": ".1%"}, {"field": "lift", "format": "+.1%"}]},
             "layer": [
              {"mark": {"type": "rect", "color": "#2f6db3", "opacity": 0.12},
               "encoding": {"x": {"field": "reach_low", "type": "quantitative", "scale": {"zero": false, "nice": true}, "axis": {"format": "%", "title": "reach"}}, "x2": {"field": "reach_high"},
                "y": {"field": "lift_low", "type": "quantitative", "scale": {"zero": true, "nice": true}, "axis": {"format": ".3~%", "title": "lift"}}, "y2": {"field": "lift_high"}}},
              {"mark": {"type": "line", "color": "#2f6db3", "opacity": 0.5},
               "encoding": {"x": {"field": "reach", "type": "quantitative"}, "y": {"field": "lift", "type": "quantitative"}}},
              {"mark": {"type": "point", "filled": true, "size": 70, "color": "#2f6db3"},
               "encoding": {"x": {"field": "reach", "type": "quantitative"}, "y": {"field": "lift", "type": "quantitative"}}}]}
            """,
            rows));
  }
}
