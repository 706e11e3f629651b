package dev.firstvalue.definition.evaluate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one entity did in its window, by events of any name.
 *
 * @param timeZero t0, microseconds since 1970, UTC
 * @param instants of its events in the window, in no order; copies of one event once
 */
record Activity(long timeZero, List<Long> instants) {
  private static final long DAY = 86_400_000_000L;

  Activity {
    instants = List.copyOf(instants);
  }

  long volume() {
    return instants.size();
  }

  /** {@code day:events} for each day with events, in order. */
  String days() {
    Map<Long, Long> days = new TreeMap<>();
    instants.forEach(t -> days.merge((t - timeZero) / DAY, 1L, Long::sum));
    return days.entrySet().stream()
        .map(day -> day.getKey() + ":" + day.getValue())
        .collect(Collectors.joining(" "));
  }

  /** Whether an event after t0 lies in the range, at another instant than this one. */
  boolean isOther(long from, long to, @Nullable Long than) {
    return instants.stream().anyMatch(t -> t > timeZero && t >= from && t < to && !t.equals(than));
  }
}
