package dev.firstvalue.validator.bridge;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.validator.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Which of a version's eligible entities it marks. Eligible is who is new, not excluded, not set
 * aside, and watched for as long as both versions ask.
 */
final class Marks {
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

  /** The eligible by id, and whether they reach value: some hundred bytes an entity. */
  Map<String, Boolean> of(Plan plan) {
    Map<String, Boolean> marks = new HashMap<>();
    each(plan, (entity, reached) -> marks.put(entity.entity(), reached));
    return marks;
  }

  /** Hands over every eligible entity in the order of ids, and whether it reaches value. */
  void each(Plan plan, BiConsumer<EntityFacts, Boolean> consumer) {
    long last = Micros.of(watermark.minus(watched));
    long window = Micros.of(plan.window());
    facts.facts(
        new Question(plan, watermark, scope.since(), scope.until()),
        entity -> {
          boolean eligible =
              !entity.excluded()
                  && !entity.setAside()
                  && entity.newnessVerified()
                  && entity.timeZero() <= last;
          if (eligible) {
            Long qualifiedAt = entity.qualifiedAt();
            consumer.accept(
                entity, qualifiedAt != null && qualifiedAt - entity.timeZero() < window);
          }
        });
  }

  /** For how long an entity has to be watched so that a plan is mature. */
  static Duration maturity(Plan plan) {
    return plan.outcomes().isEmpty() ? plan.window() : plan.outcomes().getFirst().range().to();
  }

  /** The longer of all. */
  static Duration longest(List<Plan> plans) {
    return plans.stream().map(Marks::maturity).max(Duration::compareTo).orElseThrow();
  }
}
