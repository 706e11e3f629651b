package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.plan.Leaf;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When a share is first passed. */
final class Ratios {
  private static final int OF = 0;
  private static final int TO = 1;

  private Ratios() {}

  /** The first instant at which the share is passed, or that of the one look; null for never. */
  static @Nullable Long instant(
      Leaf.Ratio ratio, List<List<Hits.Row>> counted, TimeZero zero, Log log) {
    if (ratio.after().isPresent()) {
      long first = times(counted, TO).min(Long::compare).orElse(Long.MAX_VALUE);
      if (first == Long.MAX_VALUE) {
        return null;
      }
      long look = first + Micros.of(ratio.after().get());
      boolean inside = look < zero.instant() + Micros.of(ratio.range().to()) && look < log.end();
      return inside && passed(ratio, counted, look - 1) ? (Long) look : null;
    }
    return Stream.concat(times(counted, OF), times(counted, TO))
        .sorted()
        .filter(instant -> passed(ratio, counted, instant))
        .findFirst()
        .orElse(null);
  }

  /** Whether the share is passed by what is counted up to and including an instant. */
  private static boolean passed(Leaf.Ratio ratio, List<List<Hits.Row>> counted, long instant) {
    long of = times(counted, OF).filter(time -> time <= instant).count();
    long to = times(counted, TO).filter(time -> time <= instant).count();
    return to >= ratio.from() && (double) of / to > ratio.above();
  }

  private static Stream<Long> times(List<List<Hits.Row>> counted, int stream) {
    return counted.stream()
        .map(List::getFirst)
        .filter(row -> row.stream() == stream)
        .map(Hits.Row::timestamp);
  }
}
