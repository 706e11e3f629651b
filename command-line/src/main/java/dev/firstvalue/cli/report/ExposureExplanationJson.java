package dev.firstvalue.cli.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.explain.ExposureExplanation;
import dev.firstvalue.experiment.population.Place;
import java.util.Optional;

/** Where an entity stands in an experiment, for machines; what is undefined is absent. */
final class ExposureExplanationJson {
  private ExposureExplanationJson() {}

  static String of(String experiment, ExposureExplanation explanation, Optional<Place> place) {
    JsonObject json = new JsonObject();
    json.addProperty("experiment", experiment);
    json.addProperty("entity", explanation.entity());
    json.addProperty("place", place.map(Enum::name).orElse("NOT_EXPOSED"));
    ExplanationJson.instant(json, "asOf", explanation.watermark());
    explanation.shown().ifPresent(shown -> shown(json, shown));
    JsonArray exposures = new JsonArray();
    for (Exposure exposure : explanation.exposures()) {
      JsonObject one = new JsonObject();
      ExplanationJson.instant(one, "at", exposure.timestamp());
      one.addProperty("arm", exposure.arm());
      exposures.add(one);
    }
    json.add("exposures", exposures);
    json.add("events", ExplanationJson.events(explanation.events()));
    return ExplanationJson.text(json);
  }

  private static void shown(JsonObject json, ExposureExplanation.Shown shown) {
    json.addProperty("arm", shown.facts().arm());
    json.addProperty("arms", shown.facts().arms());
    ExplanationJson.instant(json, "exposedAt", shown.facts().exposedAt());
    ExplanationJson.instant(json, "windowEnds", shown.windowEnds());
    ExplanationJson.instant(json, "startedAt", shown.facts().startedAt());
    shown.variant().ifPresent(name -> json.addProperty("variant", name));
    json.addProperty("qualifiedBefore", shown.facts().qualifiedBefore());
    ExplanationJson.instant(json, "qualifiedFromStart", shown.qualifiedFromStart());
    ExplanationJson.instant(json, "activatedAt", shown.facts().qualifiedAt());
    json.add("qualifies", ExplanationJson.clause(shown.qualifies()));
  }
}
