package dev.firstvalue.cli.report;

import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One entity that has not reached value.
 *
 * @param entity its id
 * @param stuckAt the last milestone it reached, or {@code start}
 * @param since when it reached that
 * @param stuck how long ago that was, as of the watermark
 * @param windowEnds when its window is over
 * @param open whether the window was still open at the watermark
 */
record StuckEntity(
    String entity,
    String stuckAt,
    Instant since,
    Duration stuck,
    Instant windowEnds,
    boolean open) {

  /** The entity, if it has not reached value. */
  static Optional<StuckEntity> of(EntityFacts facts, Question question) {
    if (facts.excluded() || facts.setAside() || facts.qualifiedAt() != null) {
      return Optional.empty();
    }
    Plan plan = question.plan();
    String at = "start";
    long since = facts.timeZero();
    for (int i = 0; i < plan.milestones().size(); i++) {
      Long reached = facts.milestones().get(i);
      if (reached != null) {
        at = plan.milestones().get(i).name();
        since = reached;
      }
    }
    Instant stuckSince = instant(since);
    Instant ends = instant(facts.timeZero()).plus(plan.window());
    return Optional.of(
        new StuckEntity(
            facts.entity(),
            at,
            stuckSince,
            Duration.between(stuckSince, question.watermark()),
            ends,
            ends.isAfter(question.watermark())));
  }

  double days() {
    return stuck.toMillis() / 86_400_000.0;
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
