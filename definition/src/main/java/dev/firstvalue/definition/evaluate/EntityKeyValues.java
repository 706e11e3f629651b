package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Question;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values of keys for the facts of a question. */
final class EntityKeyValues {
  private final long watermark;
  private final long window;
  private final Function<EntityFacts, Activity> activities;

  /** Values of facts, and of what their entities did besides, which is asked for where needed. */
  EntityKeyValues(Question question, Function<EntityFacts, Activity> activities) {
    this.watermark = Micros.of(question.watermark());
    this.window = Micros.of(question.plan().window());
    this.activities = activities;
  }

  /**
   * The value of a key.
   *
   * @throws IllegalArgumentException for a key that only experiments or sets of plans have
   */
  @Nullable Object value(FactKey key, EntityFacts facts) {
    return switch (key) {
      case FactKey.Excluded _ -> facts.excluded();
      case FactKey.SetAside _ -> facts.setAside();
      case FactKey.NewnessVerified _ -> facts.newnessVerified();
      case FactKey.Mature mature -> facts.timeZero() + Micros.of(mature.after()) <= watermark;
      case FactKey.Reached reached ->
          facts.qualifiedAt() != null
              && facts.qualifiedAt() - facts.timeZero() < Micros.of(reached.within());
      case FactKey.Milestone milestone -> facts.milestones().get(milestone.index()) != null;
      case FactKey.Retained retained -> facts.outcomes().get(retained.index()) != null;
      case FactKey.Attribute attribute -> facts.attributes().get(attribute.index());
      case FactKey.Variant _ -> (long) facts.variant();
      case FactKey.Week _ -> CalendarDays.week(facts.timeZero());
      case FactKey.Day _ -> CalendarDays.day(facts.timeZero());
      case FactKey.Elapsed elapsed -> {
        long end =
            facts.qualifiedAt() == null
                ? Math.min(facts.timeZero() + window, watermark)
                : facts.qualifiedAt();
        yield (end - facts.timeZero()) / Micros.of(elapsed.unit());
      }
      case FactKey.Part part -> (long) part.split().part(facts.entity(), facts.account());
      case FactKey.Account _ -> facts.account();
      case FactKey.Volume _ -> activities.apply(facts).volume();
      case FactKey.Days _ -> activities.apply(facts).days();
      case FactKey.OtherActivity other ->
          activities
              .apply(facts)
              .isOther(
                  facts.timeZero() + Micros.of(other.from()),
                  facts.timeZero() + Micros.of(other.to()),
                  facts.qualifiedAt());
      case FactKey.InPlan _,
          FactKey.Arm _,
          FactKey.SeveralArms _,
          FactKey.QualifiedBefore _,
          FactKey.InPeriod _,
          FactKey.Held _,
          FactKey.Amount _,
          FactKey.Cluster _,
          FactKey.StartsLater _,
          FactKey.Past _,
          FactKey.ExposedFrom _ ->
          throw new IllegalArgumentException("key: " + key + " (expected: a key of definitions)");
    };
  }
}
