package dev.firstvalue.definition.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of the event log.
 *
 * @param timestamp microseconds since 1970, UTC
 * @param name the event's name
 * @param id the id that copies share; null or empty is no id
 * @param user the acting user; null, empty, {@code 0} or the nil UUID is no entity
 * @param account the account; null, empty, {@code 0} or the nil UUID is no entity
 * @param properties raw values as text; an absent key is absent, an empty text is a value
 */
public record Event(
    long timestamp,
    String name,
    @Nullable String id,
    @Nullable String user,
    @Nullable String account,
    Map<String, String> properties) {
  public Event {
    properties = Map.copyOf(properties);
  }
}
