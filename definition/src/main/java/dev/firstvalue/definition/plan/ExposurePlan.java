package dev.firstvalue.definition.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How an experiment's first exposures replace time zero.
 *
 * @param experiment the name by which the log knows the experiment
 * @param definition the plan of the definition from its own start; its entity is the unit
 * @param log where exposures are
 * @param start first exposures before this are outside the period
 * @param end first exposures at or after this are outside the period; open when absent
 * @param window the window after first exposure
 * @param readings what is read beside the value event
 */
public record ExposurePlan(
    String experiment,
    Plan definition,
    Log log,
    Instant start,
    Optional<Instant> end,
    Duration window,
    ExposureReadings readings) {

  /** A plan that reads nothing beside the value event. */
  public ExposurePlan(
      String experiment,
      Plan definition,
      Log log,
      Instant start,
      Optional<Instant> end,
      Duration window) {
    this(experiment, definition, log, start, end, window, ExposureReadings.NONE);
  }

  /** Where exposures are. */
  public sealed interface Log {
    /** The source's log of exposures. */
    record Table(Source.ExposureLog table) implements Log {}

    /** An event of the event table whose property names the arm. */
    record Events(Stream stream, String armProperty) implements Log {}

    /**
     * The starts of a definition, as an experiment would see them that shows its arms at the start.
     * Everybody's arm is the empty text.
     */
    record Starts(Stream stream) implements Log {}
  }
}
