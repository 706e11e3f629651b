package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.plan.Leaf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a chain first ends: every chain is built, link by link. What tells two of them apart is the
 * event that they end with and, at its instant, the ids that they have used and that events of
 * later links have there: of others there are as many as sets of events of one instant.
 */
final class Chains {
  private Chains() {}

  /**
   * A chain up to one of its links.
   *
   * @param idsAtItsInstant in order: the hash of a set is the sum of those of its texts, which many
   *     sets have in common
   */
  private record End(Event event, List<String> idsAtItsInstant) {}

  /** The least end over all chains, null if there is none. */
  static @Nullable Long instant(Leaf.Chain chain, List<List<Hits.Row>> counted, Log log) {
    return ends(chain, counted, log).getLast().stream()
        .map(Event::timestamp)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** For each link, the events that a chain up to it ends with. */
  static List<List<Event>> ends(Leaf.Chain chain, List<List<Hits.Row>> counted, Log log) {
    List<List<Event>> events = new ArrayList<>();
    Set<End> ends = new LinkedHashSet<>();
    Later second = Later.of(counted, 0);
    for (Subject candidate : candidates(counted, 0)) {
      ends.add(new End(row(candidate), second.kept(ids(row(candidate)), row(candidate))));
    }
    events.add(events(ends));
    for (int link = 1; link < chain.links().size(); link++) {
      Set<End> longer = new LinkedHashSet<>();
      Later later = Later.of(counted, link);
      for (Subject candidate : candidates(counted, link)) {
        for (End end : ends) {
          if (follows(chain, link, candidate, end, log)) {
            longer.add(longer(end, row(candidate), later));
          }
        }
      }
      ends = longer;
      events.add(events(ends));
    }
    return events;
  }

  private static List<Event> events(Set<End> ends) {
    return ends.stream().map(End::event).toList();
  }

  private static boolean follows(Leaf.Chain chain, int link, Subject candidate, End end, Log log) {
    long time = row(candidate).timestamp();
    long before = end.event().timestamp();
    boolean after = time > before || (time == before && isAnother(chain, row(candidate), end));
    boolean soon = chain.gap().isEmpty() || time - before <= Micros.of(chain.gap().get());
    return after
        && soon
        && log.evaluator().holds(chain.links().get(link).follows(), candidate.after(end.event()));
  }

  /** Whether an event of the instant at which a chain ends may lengthen it. */
  private static boolean isAnother(Leaf.Chain chain, Event event, End end) {
    String id = event.id();
    return chain.simultaneous()
        && id != null
        && !id.isEmpty()
        && !ids(end.event()).isEmpty()
        && !end.idsAtItsInstant().contains(id);
  }

  private static End longer(End end, Event event, Later later) {
    Set<String> ids = new LinkedHashSet<>(ids(event));
    if (event.timestamp() == end.event().timestamp()) {
      ids.addAll(end.idsAtItsInstant());
    }
    return new End(event, later.kept(ids, event));
  }

  /** The ids that events of links after one of them have, by their instant. */
  private record Later(Map<Long, Set<String>> ids) {
    static Later of(List<List<Hits.Row>> counted, int link) {
      Map<Long, Set<String>> ids = new HashMap<>();
      for (List<Hits.Row> copies : counted) {
        for (Hits.Row row : copies) {
          Event event = row(row.subject());
          if (row.stream() > link) {
            ids.computeIfAbsent(event.timestamp(), any -> new HashSet<>())
                .addAll(Chains.ids(event));
          }
        }
      }
      return new Later(ids);
    }

    /** Those of them that an event of the same instant has. */
    List<String> kept(Set<String> used, Event event) {
      Set<String> here = ids.getOrDefault(event.timestamp(), Set.of());
      return used.stream().filter(here::contains).sorted().toList();
    }
  }

  private static Set<String> ids(Event event) {
    return event.id() == null || event.id().isEmpty() ? Set.of() : Set.of(event.id());
  }

  private static List<Subject> candidates(List<List<Hits.Row>> counted, int link) {
    List<Subject> candidates = new ArrayList<>();
    for (List<Hits.Row> copies : counted) {
      for (Hits.Row row : copies) {
        if (row.stream() == link) {
          candidates.add(row.subject());
        }
      }
    }
    return candidates;
  }

  private static Event row(Subject subject) {
    return Objects.requireNonNull(subject.row());
  }
}
