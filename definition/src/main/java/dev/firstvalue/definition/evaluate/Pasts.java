package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.PastPlan;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many events entities have before their first exposure.
 *
 * @param rows a number for each count of the past, by entity; who has no event of any is not there
 * @param counts how many counts there are
 */
public record Pasts(Map<String, List<Long>> rows, int counts) {
  public Pasts {
    rows = Map.copyOf(rows);
  }

  static Pasts of(ExposurePlan experiment, Exposures exposures, Log log) {
    List<PastPlan> counts = experiment.readings().past();
    long first = Micros.of(experiment.start()) - Micros.of(experiment.readings().longestPast());
    Map<String, List<Set<Object>>> counted = new HashMap<>();
    for (int place = 0; place < log.rows().size(); place++) {
      Event row = log.rows().get(place);
      for (int i = 0; i < counts.size(); i++) {
        for (String owner : owners(experiment, counts.get(i), row, log)) {
          Exposures.Row shown = exposures.rows().get(owner);
          if (shown != null
              && row.timestamp() < shown.exposedAt()
              && row.timestamp() >= shown.exposedAt() - Micros.of(counts.get(i).lookback())
              && row.timestamp() >= first) {
            counted
                .computeIfAbsent(owner, any -> empty(counts.size()))
                .get(i)
                .add(key(row, place, log));
          }
        }
      }
    }
    Map<String, List<Long>> rows = new HashMap<>();
    counted.forEach(
        (entity, sets) -> rows.put(entity, sets.stream().map(set -> (long) set.size()).toList()));
    return new Pasts(rows, counts.size());
  }

  /** The counts of an entity. */
  List<Long> of(String entity) {
    return rows.getOrDefault(entity, Collections.nCopies(counts, 0L));
  }

  private static Set<String> owners(ExposurePlan experiment, PastPlan count, Event row, Log log) {
    if (count.stream().isPresent()) {
      return log.evaluator().holds(count.stream().get().where(), Subject.ofRow(row))
          ? log.owners(count.stream().get(), row)
          : Set.of();
    }
    String own = EntityIds.of(experiment.definition().entity(), row);
    return own == null ? Set.of() : Set.of(own);
  }

  /** What copies of one event share; of a row without an id its place. */
  private static Object key(Event row, int place, Log log) {
    return log.source().eventId().isEmpty() || row.id() == null || row.id().isEmpty()
        ? (Object) place
        : row.id();
  }

  private static List<Set<Object>> empty(int counts) {
    return java.util.stream.Stream.<Set<Object>>generate(HashSet::new).limit(counts).toList();
  }
}
