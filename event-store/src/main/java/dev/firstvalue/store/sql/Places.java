package dev.firstvalue.store.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Slots of which a row serves at most one: no event is of two of them. Of many slots a row can
 * serve but a few at once, and no more than these have to be looked at behind the join.
 */
final class Places {
  private final List<List<Slot>> places = new ArrayList<>();
  private final List<Set<String>> events = new ArrayList<>();

  private Places() {}

  /** Each slot in the first place that has none of its events. */
  static List<List<Slot>> of(List<Slot> slots) {
    Places places = new Places();
    slots.forEach(places::add);
    return places.places;
  }

  private void add(Slot slot) {
    Set<String> own = Set.copyOf(slot.stream().events());
    int place = 0;
    while (place < places.size() && own.stream().anyMatch(events.get(place)::contains)) {
      place++;
    }
    if (place == places.size()) {
      places.add(new ArrayList<>());
      events.add(new HashSet<>());
    }
    places.get(place).add(slot);
    events.get(place).addAll(own);
  }
}
