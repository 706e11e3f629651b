package dev.firstvalue.store.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** The instants of each group at each place. */
final class GroupedInstants {
  private final Map<String, Map<Object, PriorityQueue<Long>>> places = new TreeMap<>();

  void add(String place, Object group, long instant) {
    add(place, group, instant, Long.MAX_VALUE);
  }

  /** Adds an instant, of which only so many are kept in a group, the least. */
  void add(String place, Object group, long instant, long kept) {
    PriorityQueue<Long> instants =
        places
            .computeIfAbsent(place, any -> new HashMap<>())
            .computeIfAbsent(group, any -> new PriorityQueue<>((a, b) -> Long.compare(b, a)));
    instants.add(instant);
    if (instants.size() > kept) {
      instants.remove();
    }
  }

  /** A line a group, sorted, without what the group is called. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    places.forEach(
        (place, groups) ->
            groups
                .values()
                .forEach(instants -> lines.add(place + " " + instants.stream().sorted().toList())));
    lines.sort(null);
    return lines;
  }
}
