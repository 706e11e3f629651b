package dev.firstvalue.store.load;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way into {@link LogTable#EVENTS}.
 *
 * @param eventId what copies of one event share; not empty
 * @param event its name; not empty
 * @param at when it happened, cut to microseconds
 * @param receivedAt when it arrived, if known
 * @param user the acting user; empty if there is none
 * @param account the account; empty if there is none
 * @param properties its properties by name, as text
 */
public record EventRow(
    String eventId,
    String event,
    Instant at,
    @Nullable Instant receivedAt,
    String user,
    String account,
    Map<String, String> properties) {

  public EventRow {
    if (eventId.isEmpty() || event.isEmpty()) {
      throw new IllegalArgumentException("event: without id or name (expected: both)");
    }
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }
}
