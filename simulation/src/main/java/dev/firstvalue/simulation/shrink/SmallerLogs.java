package dev.firstvalue.simulation.shrink;

import dev.firstvalue.definition.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Logs whose rows say less. */
final class SmallerLogs {
  private static final List<Long> UNITS =
      List.of(86_400_000_000L, 3_600_000_000L, 60_000_000L, 1_000_000L);

  private SmallerLogs() {}

  /** The same rows with one property less, everywhere. */
  static Stream<List<Event>> poorer(List<Event> events) {
    TreeSet<String> names = new TreeSet<>();
    events.forEach(event -> names.addAll(event.properties().keySet()));
    return names.stream()
        .map(name -> events.stream().map(event -> with(event, name, null)).toList());
  }

  /** The same rows, one of which says less. */
  static Stream<List<Event>> simpler(List<Event> events) {
    return Stream.iterate(0, i -> i < events.size(), i -> i + 1)
        .flatMap(i -> simpler(events.get(i)).map(event -> replaced(events, i, event)));
  }

  private static Stream<Event> simpler(Event event) {
    List<Event> simpler = new ArrayList<>();
    event
        .properties()
        .forEach(
            (name, value) -> {
              simpler.add(with(event, name, null));
              Stream.of("1", "a")
                  .filter(plain -> value.length() > 1 && !value.equals(plain))
                  .forEach(plain -> simpler.add(with(event, name, plain)));
            });
    if (event.account() != null) {
      simpler.add(of(event, event.timestamp(), event.id(), null));
    }
    if (event.id() != null) {
      simpler.add(of(event, event.timestamp(), null, event.account()));
    }
    UNITS.stream()
        .map(unit -> Math.floorDiv(event.timestamp(), unit) * unit)
        .filter(rounder -> rounder != event.timestamp())
        .forEach(rounder -> simpler.add(of(event, rounder, event.id(), event.account())));
    return simpler.stream();
  }

  private static Event of(
      Event event, long timestamp, @Nullable String id, @Nullable String account) {
    return new Event(timestamp, event.name(), id, event.user(), account, event.properties());
  }

  private static Event with(Event event, String property, @Nullable String value) {
    Map<String, String> properties = new HashMap<>(event.properties());
    if (value == null) {
      properties.remove(property);
    } else {
      properties.put(property, value);
    }
    return new Event(
        event.timestamp(), event.name(), event.id(), event.user(), event.account(), properties);
  }

  private static <T> List<T> replaced(List<T> rows, int index, T row) {
    List<T> others = new ArrayList<>(rows);
    others.set(index, row);
    return others;
  }
}
