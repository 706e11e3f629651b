package dev.firstvalue.definition.facts;

import dev.firstvalue.definition.plan.PlanSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Several plans asked of a log at once: the answer to each is that to its {@link Question} alone.
 *
 * @param plans what is counted
 * @param watermark the end of what is known: events at or after it are not read
 * @param since time zero at or after this; open when absent
 * @param until time zero before this; open when absent
 * @param limits how many events of one entity are counted
 */
public record SetQuestion(
    PlanSet plans,
    Instant watermark,
    Optional<Instant> since,
    Optional<Instant> until,
    EventLimits limits) {

  /** The question with the limits that are the default. */
  public SetQuestion(
      PlanSet plans, Instant watermark, Optional<Instant> since, Optional<Instant> until) {
    this(plans, watermark, since, until, EventLimits.DEFAULT);
  }

  /** A plan alone. */
  public static SetQuestion of(Question question) {
    return new SetQuestion(
        PlanSet.of(question.plan()),
        question.watermark(),
        question.since(),
        question.until(),
        question.limits());
  }

  /** The question of each plan alone, in their order. */
  public List<Question> each() {
    return plans.plans().stream()
        .map(plan -> new Question(plan, watermark, since, until, limits))
        .toList();
  }

  /** The same asked of other plans. */
  public SetQuestion with(PlanSet others) {
    return new SetQuestion(others, watermark, since, until, limits);
  }

  /**
   * Refuses a fold that this question has no answer to.
   *
   * @throws IllegalArgumentException for a key that is neither of every plan nor of one that is
   *     there
   */
  public void requireKeysOf(Fold fold) {
    for (FactKey key : fold.keys()) {
      boolean known =
          key instanceof FactKey.InPlan(int plan, FactKey _)
              ? plan < plans.plans().size()
              : key.isOfEveryPlan();
      if (!known) {
        throw new IllegalArgumentException(
            "key: "
                + key
                + " (expected: of every plan, or in one of "
                + plans.plans().size()
                + ")");
      }
    }
  }
}
