package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Events of one user and account, written shortly; times are seconds after 2025-03-01, UTC. */
final class Rows {
  static final long ORIGIN = 1_740_787_200_000_000L;
  static final long HOUR = 3600;
  static final long DAY = 24 * HOUR;

  private Rows() {}

  static Event event(long second, String name, String user, String... properties) {
    return new Event(micros(second), name, null, user, null, map(properties));
  }

  static Event withId(Event event, @Nullable String id) {
    return new Event(
        event.timestamp(), event.name(), id, event.user(), event.account(), event.properties());
  }

  static Event inAccount(Event event, @Nullable String account) {
    return new Event(
        event.timestamp(), event.name(), event.id(), event.user(), account, event.properties());
  }

  static Exposure exposure(long second, String arm, @Nullable String user) {
    return new Exposure(micros(second), "checklist", arm, user, null);
  }

  static long micros(long second) {
    return ORIGIN + second * 1_000_000;
  }

  private static Map<String, String> map(String... properties) {
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < properties.length; i += 2) {
      map.put(properties[i], properties[i + 1]);
    }
    return map;
  }
}
