package dev.firstvalue.definition.facts;

import dev.firstvalue.definition.plan.ExposurePlan;
import java.time.Instant;

/** An experiment asked of a log; events and exposures at or after the watermark are not read. */
public record ExposureQuestion(ExposurePlan plan, Instant watermark, EventLimits limits) {

  /** The question with the limits that are the default. */
  public ExposureQuestion(ExposurePlan plan, Instant watermark) {
    this(plan, watermark, EventLimits.DEFAULT);
  }
}
