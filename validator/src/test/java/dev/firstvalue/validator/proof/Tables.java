package dev.firstvalue.validator.proof;

import dev.firstvalue.statistics.strata.Stratum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fourfold tables by a key, in the order in which their keys were first seen. */
final class Tables {
  private final Map<Long, Integer> places = new HashMap<>();
  private final List<long[]> counts = new ArrayList<>();

  /** Counts somebody; returns the place of the table. */
  int add(long key, boolean first, boolean success) {
    int place = places.computeIfAbsent(key, k -> places.size());
    if (place == counts.size()) {
      counts.add(new long[4]);
    }
    counts.get(place)[(first ? 0 : 2) + (success ? 0 : 1)]++;
    return place;
  }

  List<Stratum> strata() {
    return counts.stream().map(c -> new Stratum(c[0], c[1], c[2], c[3])).toList();
  }
}
