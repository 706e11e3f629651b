package dev.firstvalue.definition.explain;

import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.facts.ExposureFacts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one entity stands in an experiment. Instants are microseconds since 1970, UTC.
 *
 * @param entity its id
 * @param watermark the end of what is known
 * @param exposures what it was shown before the watermark, in the order of time
 * @param shown what comes of its first exposure; absent for who was not exposed
 * @param events its events that the definition names, in the order of time; marked by what they
 *     were to the value event in the window after first exposure
 */
public record ExposureExplanation(
    String entity,
    long watermark,
    List<Exposure> exposures,
    Optional<Shown> shown,
    List<TimelineEvent> events) {
  public ExposureExplanation {
    exposures = List.copyOf(exposures);
    events = List.copyOf(events);
  }

  /**
   * What comes of the first exposure.
   *
   * @param facts what is counted of the entity
   * @param windowEnds the end of the window after first exposure
   * @param variant the variant that decides, by its own start; absent for the default
   * @param qualifiedFromStart when it qualified from its own start; null for never
   * @param qualifies the value event in the window after first exposure
   */
  public record Shown(
      ExposureFacts facts,
      long windowEnds,
      Optional<String> variant,
      @Nullable Long qualifiedFromStart,
      Clause qualifies) {}
}
