package dev.firstvalue.definition.explain;

import dev.firstvalue.definition.evaluate.ChainSteps;
import dev.firstvalue.definition.evaluate.Firsts;
import dev.firstvalue.definition.evaluate.Group;
import dev.firstvalue.definition.evaluate.Hits;
import dev.firstvalue.definition.evaluate.LeafInstants;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Leaf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The relations of a question for one entity, looked up by leaf, by group and by event. */
final class EntityRows {
  private record Place(int leaf, Group group) {}

  private final Question question;
  private final Map<Place, List<List<Hits.Row>>> counted = new HashMap<>();
  private final IdentityHashMap<Event, List<Hits.Row>> hits = new IdentityHashMap<>();
  private final Map<Group, List<@Nullable Long>> instants;
  private final Map<Place, ChainSteps> chains = new HashMap<>();

  EntityRows(Question question, Hits all, Firsts firsts, LeafInstants leaves, String entity) {
    this.question = question;
    this.instants = leaves.rows().getOrDefault(entity, Map.of());
    for (Hits.Row hit : all.rows()) {
      if (hit.entity().equals(entity)) {
        hits.computeIfAbsent(event(hit), any -> new ArrayList<>()).add(hit);
      }
    }
    for (Map.Entry<Firsts.Counted, List<Hits.Row>> first : firsts.rows().entrySet()) {
      if (first.getKey().entity().equals(entity)) {
        counted
            .computeIfAbsent(
                new Place(first.getKey().leaf(), first.getKey().group()), any -> new ArrayList<>())
            .add(first.getValue());
      }
    }
    counted
        .values()
        .forEach(rows -> rows.sort(Comparator.comparingLong(each -> each.getFirst().timestamp())));
  }

  /** What a stream of a leaf counts in a group, each with its copies of one instant, in time. */
  List<List<Hits.Row>> counted(int leaf, int stream, Group group) {
    return counted(leaf, group).stream().filter(of -> of.getFirst().stream() == stream).toList();
  }

  private List<List<Hits.Row>> counted(int leaf, Group group) {
    return counted.getOrDefault(new Place(leaf, group), List.of());
  }

  /** The instant of a leaf in a group; null for never. */
  @Nullable Long instant(int leaf, Group group) {
    List<@Nullable Long> row = instants.get(group);
    return row == null ? null : row.get(leaf);
  }

  /** The groups by these keys that have a row. */
  Stream<Group> groups(List<?> keys) {
    return instants.keySet().stream().filter(group -> group.keys().equals(keys));
  }

  /** The row of an event in a stream of a leaf, if it matches. */
  Optional<Hits.Row> hit(Event event, int leaf, int stream) {
    return hits.getOrDefault(event, List.of()).stream()
        .filter(hit -> hit.leaf() == leaf && hit.stream() == stream)
        .findFirst();
  }

  /** How far the chains of a leaf come in a group. */
  ChainSteps chains(int leaf, Leaf.Chain chain, Group group) {
    return chains.computeIfAbsent(
        new Place(leaf, group),
        place -> ChainSteps.of(chain, counted(place.leaf(), place.group()), question));
  }

  /** Whether two events are one row: equal rows without an id are different events. */
  @SuppressWarnings("ReferenceEquality")
  static boolean same(Event one, Event other) {
    return one == other;
  }

  static Event event(Hits.Row hit) {
    return Objects.requireNonNull(hit.subject().row());
  }
}
