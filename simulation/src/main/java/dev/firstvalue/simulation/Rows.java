package dev.firstvalue.simulation;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;

/** Takes the rows of a simulation one by one. */
public interface Rows {
  /** One event. */
  void event(Event event);

  /** One exposure. */
  void exposure(Exposure exposure);
}
