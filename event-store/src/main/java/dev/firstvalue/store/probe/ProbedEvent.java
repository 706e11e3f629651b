package dev.firstvalue.store.probe;

import java.time.Instant;
import java.util.List;

/**
 * An event as a table has it.
 *
 * @param name its name
 * @param count its rows
 * @param first the earliest of them
 * @param last the latest
 * @param preparation whether the name sounds like infrastructure rather than value
 * @param properties what the sampled rows carry, most filled first
 */
public record ProbedEvent(
    String name,
    long count,
    Instant first,
    Instant last,
    boolean preparation,
    List<ProbedProperty> properties) {

  public ProbedEvent {
    properties = List.copyOf(properties);
  }
}
