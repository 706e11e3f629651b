package dev.firstvalue.validator.ladder;

import dev.firstvalue.statistics.strata.Stratum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * 2×2 tables by a key, in the order of the keys: sums over them do not depend on the order in which
 * units came.
 */
final class Cells<K extends Comparable<K>> {
  private final Map<K, long[]> counts = new TreeMap<>();

  void add(K key, boolean reached, boolean retained, long units) {
    counts.computeIfAbsent(key, any -> new long[4])[(reached ? 0 : 2) + (retained ? 0 : 1)] +=
        units;
  }

  /** The tables, each with its place among them. */
  Placed<K> placed() {
    List<Stratum> strata = new ArrayList<>();
    Map<K, Integer> places = new TreeMap<>();
    counts.forEach(
        (key, cell) -> {
          places.put(key, strata.size());
          strata.add(new Stratum(cell[0], cell[1], cell[2], cell[3]));
        });
    return new Placed<>(strata, places);
  }

  /** Tables in order, and where the table of each key stands. */
  record Placed<K>(List<Stratum> strata, Map<K, Integer> places) {
    int place(K key) {
      Integer place = places.get(key);
      if (place == null) {
        throw new IllegalArgumentException("key: " + key + " (expected: one that was added)");
      }
      return place;
    }

    /** Units in tables that have both rows. */
    long supported(boolean reached) {
      return strata.stream()
          .filter(Placed::isSupported)
          .mapToLong(t -> reached ? t.a() + t.b() : t.c() + t.d())
          .sum();
    }

    static boolean isSupported(Stratum t) {
      return t.a() + t.b() > 0 && t.c() + t.d() > 0;
    }
  }
}
