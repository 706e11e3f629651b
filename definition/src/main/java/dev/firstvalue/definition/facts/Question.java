package dev.firstvalue.definition.facts;

import dev.firstvalue.definition.plan.Plan;
import java.time.Instant;
import java.util.Optional;

/**
 * A plan asked of a log.
 *
 * @param plan what is counted
 * @param watermark the end of what is known: events at or after it are not read
 * @param since time zero at or after this; open when absent
 * @param until time zero before this; open when absent
 * @param limits how many events of one entity are counted
 */
public record Question(
    Plan plan,
    Instant watermark,
    Optional<Instant> since,
    Optional<Instant> until,
    EventLimits limits) {

  /** The question with the limits that are the default. */
  public Question(Plan plan, Instant watermark, Optional<Instant> since, Optional<Instant> until) {
    this(plan, watermark, since, until, EventLimits.DEFAULT);
  }
}
