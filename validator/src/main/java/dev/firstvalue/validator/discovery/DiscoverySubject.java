package dev.firstvalue.validator.discovery;

import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.CatalogEvent;
import dev.firstvalue.validation.v1.Provenance;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a search is for.
 *
 * @param plan the start, exactly one outcome, and the attributes that are known at time zero
 * @param catalog the known events by name: all of them are activity, and those that are not left
 *     out are searched
 * @param windows in days, each at least 1 and at most where the outcome's range begins
 * @param thresholds the most times that are tried, 1 to 200
 * @param distinct at most so many properties are searched by their distinct values; 0 for none
 * @param outcomeEvents whether the outcome's own events are searched too
 * @param provenance hashes and program; the search adds what it reads
 */
public record DiscoverySubject(
    Plan plan,
    SortedMap<String, CatalogEvent> catalog,
    List<Integer> windows,
    int thresholds,
    int distinct,
    boolean outcomeEvents,
    Settings settings,
    Provenance provenance) {
  public DiscoverySubject {
    catalog = Collections.unmodifiableSortedMap(new TreeMap<>(catalog));
    windows = windows.stream().sorted().distinct().toList();
    if (catalog.isEmpty() || plan.outcomes().size() != 1 || windows.isEmpty()) {
      throw new IllegalArgumentException(
          "search: "
              + catalog.size()
              + " events, "
              + plan.outcomes().size()
              + " outcomes, windows "
              + windows
              + " (expected: events, one outcome, a window)");
    }
    Duration from = plan.outcomes().getFirst().range().from();
    if (windows.getFirst() < 1 || Duration.ofDays(windows.getLast()).compareTo(from) > 0) {
      throw new IllegalArgumentException(
          "windows: "
              + windows
              + " days (expected: 1 day to where the outcome begins, "
              + from.toDays()
              + ")");
    }
  }
}
