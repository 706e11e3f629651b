package dev.firstvalue.reporting.page;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Vega-Lite specifications with their data inside. */
final class Plots {
  private Plots() {}

  /**
   * A specification.
   *
   * @param body the specification without schema, data and width, as JSON
   */
  static JsonObject of(String body, JsonArray rows) {
    JsonObject specification = JsonParser.parseString(body).getAsJsonObject();
    specification.addProperty("$schema", "https://vega.github.io/schema/vega-lite/v6.json");
    specification.addProperty("width", "container");
    specification.addProperty("background", "transparent");
    JsonObject data = new JsonObject();
    data.add("values", rows);
    specification.add("data", data);
    return specification;
  }

  /** Estimates with their intervals, a row each: {@code segment}, {@code estimate}, low, high. */
  static JsonObject forest(String value, JsonArray rows) {
    return of(
        """
        {"height": {"step": 26}, "encoding": {"y": {"field": "segment", "type": "nominal", "sort": null, "title": null}},
         "layer": [
          {"mark": {"type": "rule", "color": "#4c78a8", "strokeWidth": 2},
           "encoding": {"x": {"field": "low", "type": "quantitative", "axis": {"format": "%", "title": "VALUE"}}, "x2": {"field": "high"}}},
          {"mark": {"type": "point", "filled": true, "size": 70, "color": "#4c78a8"},
           "encoding": {"x": {"field": "estimate", "type": "quantitative"},
            "tooltip": [{"field": "segment"}, {"field": "estimate", "format": ".1%"}]}}]}
        """
            .replace("VALUE", value),
        rows);
  }

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

    void addTo(JsonArray rows) {
      rows.add(json);
    }
  }
}
