package dev.firstvalue.cli.report;

import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.explain.ExposureExplanation;
import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.experiment.population.Place;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where an entity stands in an experiment, to read. */
final class ExposureExplanationText {
  /** Exposures that are shown; json has them all. */
  private static final int SHOWN = 20;

  private final ExposureExplanation explanation;
  private final ExplanationLines out;

  private ExposureExplanationText(ExposureExplanation explanation) {
    this.explanation = explanation;
    this.out =
        new ExplanationLines(
            explanation.watermark(),
            explanation.shown().map(shown -> shown.facts().exposedAt()),
            Map.of());
  }

  static String of(String experiment, ExposureExplanation explanation, Optional<Place> place) {
    return new ExposureExplanationText(explanation).text(experiment, place);
  }

  private String text(String experiment, Optional<Place> place) {
    String standing =
        explanation
            .shown()
            .map(shown -> standing(place.orElseThrow(), shown))
            .orElse("not exposed, and not in the experiment");
    out.line(0, explanation.entity() + " in " + experiment + ": " + standing);
    explanation.shown().ifPresent(this::shown);
    exposures();
    out.gap();
    out.events(explanation.events());
    return out.toString();
  }

  private static String standing(Place place, ExposureExplanation.Shown shown) {
    boolean activated = shown.facts().qualifiedAt() != null;
    return switch (place) {
      case EXCLUDED_ENTITY -> "left out, excluded by the event model";
      case SET_ASIDE -> "left out, more of its events match than are counted of one entity";
      case OUTSIDE_PERIOD -> "left out, first exposed outside the experiment's period";
      case OTHER_ARM -> "left out, the plan does not compare the arm " + shown.facts().arm();
      case SEVERAL_ARMS -> "set aside, exposed to " + shown.facts().arms() + " arms";
      case PRIOR_QUALIFIER -> "set aside, had qualified before its exposure";
      case IMMATURE ->
          "not counted yet, the window is open" + (activated ? "; activated already" : "");
      case COMPARED -> activated ? "compared, activated" : "compared, not activated";
    };
  }

  private void shown(ExposureExplanation.Shown shown) {
    ExposureFacts facts = shown.facts();
    out.line(1, "arm          " + facts.arm());
    out.line(1, "exposed      " + Micros.instant(facts.exposedAt()));
    Long started = facts.startedAt();
    out.line(1, "started      " + (started == null ? "no start event" : out.instant(started)));
    Long qualified = shown.qualifiedFromStart();
    if (facts.qualifiedBefore() && qualified != null) {
      out.line(1, "qualified    " + out.instant(qualified) + ", from its own start");
    }
    Long activated = facts.qualifiedAt();
    if (activated != null) {
      out.line(1, "activated    " + out.instant(activated));
    }
    out.windowEnds(shown.windowEnds());
    shown.variant().ifPresent(name -> out.line(1, "variant      " + name));
    out.gap();
    out.clause(0, shown.qualifies());
  }

  private void exposures() {
    List<Exposure> all = explanation.exposures();
    if (all.isEmpty()) {
      return;
    }
    out.gap();
    all.stream()
        .limit(SHOWN)
        .forEach(
            exposure ->
                out.line(0, out.instant(exposure.timestamp()) + "  exposed to " + exposure.arm()));
    if (all.size() > SHOWN) {
      out.line(
          0,
          String.format(
              Locale.ROOT, "… and %,d more exposures: --format json", all.size() - SHOWN));
    }
  }
}
