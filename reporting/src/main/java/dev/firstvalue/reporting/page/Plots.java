package dev.firstvalue.reporting.page;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.firstvalue.validation.v1.Interval;
import java.util.Optional;

/** Vega-Lite specifications with their data inside. */
final class Plots {
  /** What every plot has in common: quiet axes, few ticks, long names cut. */
  private static final JsonObject CONFIG =
      JsonParser.parseString(
              """
              {"font": "system-ui, sans-serif", "view": {"stroke": null},
               "axis": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
                "labelColor": "#44525f", "titleColor": "#44525f", "gridColor": "#e8edf1",
                "domainColor": "#b6c2cd", "tickColor": "#b6c2cd", "tickCount": 6,
                "labelLimit": 160, "labelOverlap": true},
               "legend": {"orient": "top", "title": null, "labelFontSize": 12, "labelLimit": 240},
               "range": {"category": ["#2f6db3", "#d1681f", "#2a8f6d", "#8a5fb8", "#b8453f", "#7a7f2a", "#3a93a8", "#8c6a4f"]}}
              """)
          .getAsJsonObject();

  private Plots() {}

  /** A plot, or nothing where there is nothing to draw. */
  static Optional<Section> section(
      JsonArray rows, String heading, String lead, String description, JsonObject specification) {
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new Section.Plot(heading, lead, description, specification));
  }

  /**
   * A specification.
   *
   * @param body the specification without schema, data and width, as JSON
   */
  static JsonObject of(String body, JsonArray rows) {
    JsonObject specification = JsonParser.parseString(body).getAsJsonObject();
    specification.addProperty("$schema", "https://vega.github.io/schema/vega-lite/v6.json");
    specification.addProperty("width", "container");
    if (specification.get("height").isJsonObject()) {
      // Vega-Lite warns of a height by steps beside a width that fits its container.
      int step = specification.getAsJsonObject("height").get("step").getAsInt();
      specification.addProperty("height", step * rows.size());
    }
    specification.addProperty("background", "transparent");
    specification.add("config", CONFIG.deepCopy());
    JsonObject data = new JsonObject();
    data.add("values", rows);
    specification.add("data", data);
    return specification;
  }

  /** Shares with their intervals, a row each: {@code segment}, {@code estimate}, low, high. */
  static JsonObject shares(String value, JsonArray rows) {
    return forest(value, "{\"domain\": [0, 1]}", rows);
  }

  /** Differences with their intervals, rows as for shares; a line marks no difference. */
  static JsonObject differences(String value, JsonArray rows) {
    JsonObject plot = forest(value, "{\"zero\": true, \"nice\": true}", rows);
    plot.getAsJsonArray("layer").add(JsonParser.parseString(ZERO));
    return plot;
  }

  private static JsonObject forest(String value, String scale, JsonArray rows) {
    return of(
        """
        {"height": {"step": 30}, "encoding": {"y": {"field": "segment", "type": "nominal", "sort": null, "title": null}},
         "layer": [
          {"mark": {"type": "rule", "color": "#2f6db3", "strokeWidth": 2},
           "encoding": {"x": {"field": "low", "type": "quantitative", "scale": SCALE, "axis": {"format": ".3~%", "title": "VALUE"}}, "x2": {"field": "high"}}},
          {"mark": {"type": "point", "filled": true, "size": 70, "color": "#2f6db3"},
           "encoding": {"x": {"field": "estimate", "type": "quantitative"},
            "tooltip": [{"field": "segment"}, {"field": "estimate", "format": ".1%"}, {"field": "low", "format": ".1%"}, {"field": "high", "format": ".1%"}]}}]}
        """
            .replace("VALUE", value)
            .replace("SCALE", scale),
        rows);
  }

  private static final String ZERO =
      """
      {"data": {"values": [{"zero": 0}]}, "mark": {"type": "rule", "color": "#1c2733", "strokeDash": [4, 3]},
       "encoding": {"x": {"field": "zero", "type": "quantitative"}, "y": null}}
      """;

  /** One row of data, built member by member. */
  static final class Row {
    private final JsonObject json = new JsonObject();

    Row with(String name, double value) {
      json.addProperty(name, value);
      return this;
    }

    Row with(String name, String value) {
      json.addProperty(name, value);
      return this;
    }

    /** Both ends of an interval as {@code low} and {@code high}; neither where one is missing. */
    Row limits(Interval interval) {
      return interval.hasLow() && interval.hasHigh()
          ? with("low", interval.getLow()).with("high", interval.getHigh())
          : this;
    }

    void addTo(JsonArray rows) {
      rows.add(json);
    }
  }
}
