package dev.firstvalue.simulation.random;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Identity;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.v1.EventModel;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An event model and the logs that it describes: several definitions are asked of each.
 *
 * @param around the instant near which everything happens
 * @param catalog the properties that each event declares
 * @param texts values of text that many rows have
 */
record World(
    EventModel model,
    Instant around,
    boolean withIds,
    SortedMap<String, SortedMap<String, Type>> catalog,
    List<String> texts,
    List<Event> events,
    List<Exposure> exposures,
    List<Identity> identities) {
  World {
    catalog = Collections.unmodifiableSortedMap(catalog);
    texts = List.copyOf(texts);
    events = List.copyOf(events);
    exposures = List.copyOf(exposures);
    identities = List.copyOf(identities);
  }

  List<String> names() {
    return List.copyOf(catalog.keySet());
  }

  /** The properties that at least one of the events declares. */
  SortedMap<String, Type> properties(Collection<String> ofEvents) {
    SortedMap<String, Type> all = new TreeMap<>();
    ofEvents.forEach(event -> all.putAll(catalog.getOrDefault(event, new TreeMap<>())));
    return all;
  }

  /** The properties that every event declares. */
  SortedSet<String> common() {
    SortedSet<String> common = new TreeSet<>(properties(catalog.keySet()).keySet());
    catalog.values().forEach(declared -> common.retainAll(declared.keySet()));
    return common;
  }
}
