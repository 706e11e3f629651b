package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fifth relation, {@code facts}: what the instants of the leaves say about each entity.
 *
 * @param rows in the order of the entities' ids
 */
public record FactRows(List<EntityFacts> rows) {
  public FactRows {
    rows = List.copyOf(rows);
  }

  static FactRows of(
      Plan plan, Anchors anchors, LeafInstants instants, Set<String> aside, Log log) {
    List<EntityFacts> rows = new ArrayList<>();
    for (Anchors.Row anchor : anchors.rows().values()) {
      boolean setAside = aside.contains(anchor.entity());
      Map<Group, List<@Nullable Long>> leaves = setAside ? Map.of() : instants.of(anchor.entity());
      int variant = variant(plan, anchor.start(), log);
      rows.add(
          new EntityFacts(
              anchor.entity(),
              anchor.timeZero(),
              anchor.newnessVerified(),
              anchor.excluded(),
              setAside,
              variant,
              InstantAlgebra.instant(qualifies(plan, variant), leaves),
              each(plan.milestones().stream().map(Plan.Step::instants).toList(), leaves),
              each(plan.outcomes().stream().map(Plan.Outcome::instants).toList(), leaves),
              attributes(plan, anchor.start()),
              EntityIds.known(anchor.start().account())));
    }
    return new FactRows(rows);
  }

  /** The index of the case that decides, -1 for the default. */
  static int variant(Plan plan, @Nullable Event start, Log log) {
    for (int i = 0; i < plan.variants().size(); i++) {
      if (log.evaluator().holds(plan.variants().get(i).when(), Subject.ofStart(start))) {
        return i;
      }
    }
    return -1;
  }

  /** The value event of a variant. */
  static Instants qualifies(Plan plan, int variant) {
    return variant < 0 ? plan.qualifies() : plan.variants().get(variant).qualifies();
  }

  private static List<@Nullable Long> each(
      List<Instants> all, Map<Group, List<@Nullable Long>> leaves) {
    List<@Nullable Long> instants = new ArrayList<>();
    for (Instants one : all) {
      instants.add(InstantAlgebra.instant(one, leaves));
    }
    return instants;
  }

  private static List<@Nullable String> attributes(Plan plan, Event start) {
    List<@Nullable String> values = new ArrayList<>();
    for (var attribute : plan.attributes()) {
      values.add(start.properties().get(attribute.name()));
    }
    return values;
  }
}
