package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Logs of few rows with ties, copies that differ, and unknown values. */
final class SmallLogs {
  /** The last hour before days end in UTC, so that a log has two of them. */
  private static final Instant ORIGIN = Instant.parse("2026-03-01T21:00:00Z");

  static final Instant LATE = ORIGIN.plus(Duration.ofDays(2));
  static final Instant EARLY = ORIGIN.plus(Duration.ofHours(4));

  private SmallLogs() {}

  static List<Event> of(RuleDice dice, boolean ids) {
    List<Event> events = new ArrayList<>();
    for (String user : List.of("u1", "u2")) {
      if (dice.percent(90)) {
        events.add(event(dice, dice.between(-2, 3), "s", user, ids));
      }
    }
    for (int i = dice.between(3, 18); i > 0; i--) {
      int slot = dice.between(-6, 16);
      events.add(
          event(
              dice,
              slot,
              dice.percent(8) ? "s" : dice.of("a", "b", "c"),
              dice.of("u1", "u1", "u2"),
              ids));
    }
    return events;
  }

  private static Event event(RuleDice dice, int halfHours, String name, String user, boolean ids) {
    Map<String, String> properties = new HashMap<>();
    if (dice.percent(85)) {
      properties.put("x", dice.of("1", "1", "2", "0", "-1", "x", "3"));
    }
    if (dice.percent(80)) {
      properties.put("t", dice.of("u1", "u2", "k"));
    }
    Instant at = ORIGIN.plus(Duration.ofMinutes(30).multipliedBy(halfHours));
    return new Event(
        at.getEpochSecond() * 1_000_000,
        name,
        ids && dice.percent(80) ? dice.of("i", "j", "k", "l", "m", "n") : null,
        user,
        null,
        properties);
  }
}
