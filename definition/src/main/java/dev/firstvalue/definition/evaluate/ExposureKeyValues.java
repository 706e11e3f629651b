package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSum;
import dev.firstvalue.definition.plan.ExposurePlan;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The values of keys for the facts of an experiment, where the first exposure is time zero. */
final class ExposureKeyValues {
  private final ExposurePlan plan;
  private final long watermark;

  ExposureKeyValues(ExposureQuestion question) {
    this.plan = question.plan();
    this.watermark = Micros.of(question.watermark());
  }

  /**
   * The value of a key.
   *
   * @throws IllegalArgumentException for a key that experiments do not have
   */
  @Nullable Object value(FactKey key, ExposureFacts facts) {
    return switch (key) {
      case FactKey.Excluded _ -> facts.excluded();
      case FactKey.SetAside _ -> facts.setAside();
      case FactKey.Mature mature -> facts.exposedAt() + Micros.of(mature.after()) <= watermark;
      case FactKey.Reached reached ->
          facts.qualifiedAt() != null
              && facts.qualifiedAt() - facts.exposedAt() < Micros.of(reached.within());
      case FactKey.Week _ -> CalendarDays.week(facts.exposedAt());
      case FactKey.Day _ -> CalendarDays.day(facts.exposedAt());
      case FactKey.Elapsed elapsed -> {
        long end =
            facts.qualifiedAt() == null
                ? Math.min(facts.exposedAt() + Micros.of(plan.window()), watermark)
                : facts.qualifiedAt();
        yield (end - facts.exposedAt()) / Micros.of(elapsed.unit());
      }
      case FactKey.Arm _ -> facts.arm();
      case FactKey.SeveralArms _ -> facts.arms() > 1;
      case FactKey.QualifiedBefore _ -> facts.qualifiedBefore();
      case FactKey.InPeriod _ ->
          facts.exposedAt() >= Micros.of(plan.start())
              && (plan.end().isEmpty() || facts.exposedAt() < Micros.of(plan.end().get()));
      case FactKey.Part part -> (long) part.split().part(facts.entity(), facts.account());
      case FactKey.Attribute attribute -> facts.attributes().get(attribute.index());
      case FactKey.StartsLater _ ->
          facts.startedAt() != null && facts.startedAt() > facts.exposedAt();
      case FactKey.Past past -> facts.past().get(past.index());
      case FactKey.ExposedFrom from -> facts.exposedAt() >= Micros.of(from.instant());
      case FactKey.Held held -> facts.conditions().get(held.index()) != null;
      case FactKey.Amount amount -> millionths(facts, amount.index()).toString();
      case FactKey.Cluster _ ->
          facts.account() == null ? "e:" + facts.entity() : "a:" + facts.account();
      case FactKey.InPlan _,
          FactKey.NewnessVerified _,
          FactKey.Milestone _,
          FactKey.Retained _,
          FactKey.Variant _,
          FactKey.Account _,
          FactKey.Volume _,
          FactKey.Days _,
          FactKey.OtherActivity _ ->
          throw new IllegalArgumentException("key: " + key + " (expected: a key of experiments)");
    };
  }

  /** What one entity adds to a sum. */
  static BigInteger summand(FactSum sum, ExposureFacts facts) {
    BigInteger amount = millionths(facts, sum.amount());
    return sum.times().isEmpty()
        ? amount
        : amount.multiply(millionths(facts, sum.times().getAsInt()));
  }

  private static BigInteger millionths(ExposureFacts facts, int index) {
    return facts.amounts().get(index).unscaledValue();
  }
}
