package dev.firstvalue.validator.bridge;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.PlanSet;
import dev.firstvalue.validator.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which of a version's eligible entities it marks. Eligible is who is new, not excluded, not set
 * aside, and watched for as long as both versions ask. Plans that may be asked together are: one
 * pass over the log, of which nothing is kept; otherwise the ids of the eligible are kept, some
 * hundred bytes each.
 */
final class Marks {
  /** Leaves that are asked together at most: more take more memory than they save time. */
  private static final int MOST_LEAVES = 64;

  private final FactSource facts;
  private final Instant watermark;
  private final Scope scope;
  private final Duration watched;

  /**
   * Marks on these facts.
   *
   * @param watched for how long an entity has to be watched
   */
  Marks(FactSource facts, Instant watermark, Scope scope, Duration watched) {
    this.facts = facts;
    this.watermark = watermark;
    this.scope = scope;
    this.watched = watched;
  }

  /**
   * An entity that has entered by one version at least.
   *
   * @param from whether the older marks it; nothing where it is not eligible there
   * @param to the same by the newer
   * @param newer what the newer knows of it; nothing where it is not eligible there
   */
  record Pair(Optional<Boolean> from, Optional<Boolean> to, Optional<EntityFacts> newer) {}

  /** Hands over the entities of two plans, one by one. */
  void pairs(Plan older, Plan newer, Consumer<Pair> consumer) {
    if (together(List.of(older, newer))) {
      facts.facts(
          set(List.of(older, newer)),
          both -> {
            EntityFacts known = both.get(1);
            Optional<Boolean> to = mark(newer, known);
            consumer.accept(new Pair(mark(older, both.get(0)), to, to.map(any -> known)));
          });
      return;
    }
    Map<String, Boolean> from = new HashMap<>();
    each(older, entity -> mark(older, entity).ifPresent(m -> from.put(entity.entity(), m)));
    each(
        newer,
        entity ->
            mark(newer, entity)
                .ifPresent(
                    to ->
                        consumer.accept(
                            new Pair(
                                Optional.ofNullable(from.remove(entity.entity())),
                                Optional.of(to),
                                Optional.of(entity)))));
    from.values()
        .forEach(
            mark ->
                consumer.accept(new Pair(Optional.of(mark), Optional.empty(), Optional.empty())));
  }

  /** What each plan says of these entities, where they are eligible. */
  List<Map<String, Boolean>> of(List<Plan> plans, Set<String> entities) {
    List<Map<String, Boolean>> marks = new ArrayList<>();
    plans.forEach(plan -> marks.add(new HashMap<>()));
    if (plans.isEmpty() || entities.isEmpty()) {
      return marks;
    }
    if (together(plans)) {
      facts.facts(
          set(plans),
          all -> {
            for (int i = 0; i < plans.size(); i++) {
              note(plans.get(i), all.get(i), entities, marks.get(i));
            }
          });
    } else {
      for (int i = 0; i < plans.size(); i++) {
        Plan plan = plans.get(i);
        Map<String, Boolean> own = marks.get(i);
        each(plan, entity -> note(plan, entity, entities, own));
      }
    }
    return marks;
  }

  /** For how long an entity has to be watched so that a plan is mature. */
  static Duration maturity(Plan plan) {
    return plan.outcomes().isEmpty() ? plan.window() : plan.outcomes().getFirst().range().to();
  }

  /** The longer of all. */
  static Duration longest(List<Plan> plans) {
    return plans.stream().map(Marks::maturity).max(Duration::compareTo).orElseThrow();
  }

  private void note(
      Plan plan, EntityFacts entity, Set<String> entities, Map<String, Boolean> marks) {
    if (entities.contains(entity.entity())) {
      mark(plan, entity).ifPresent(mark -> marks.put(entity.entity(), mark));
    }
  }

  private Optional<Boolean> mark(Plan plan, EntityFacts entity) {
    boolean eligible =
        !entity.excluded()
            && !entity.setAside()
            && entity.newnessVerified()
            && entity.timeZero() <= Micros.of(watermark.minus(watched));
    Long qualifiedAt = entity.qualifiedAt();
    return eligible
        ? Optional.of(
            qualifiedAt != null && qualifiedAt - entity.timeZero() < Micros.of(plan.window()))
        : Optional.empty();
  }

  private static boolean together(List<Plan> plans) {
    Plan first = plans.getFirst();
    return plans.stream()
            .allMatch(
                plan ->
                    plan.source().equals(first.source())
                        && plan.entity() == first.entity()
                        && plan.anchor().equals(first.anchor()))
        && new PlanSet(plans).leaves().size() <= MOST_LEAVES;
  }

  private SetQuestion set(List<Plan> plans) {
    return new SetQuestion(new PlanSet(plans), watermark, scope.since(), scope.until());
  }

  private void each(Plan plan, Consumer<EntityFacts> consumer) {
    facts.facts(new Question(plan, watermark, scope.since(), scope.until()), consumer);
  }
}
