package dev.firstvalue.validator.drift;

import java.time.Instant;

/** Which cohorts are the reference: those that started before an instant. */
public sealed interface Reference {

  /** Before the week of an instant that was named. */
  record Until(Instant instant) implements Reference {}

  /** What a stored report judged: cohorts that were outcome-mature at its watermark. */
  record OfReport(Instant watermark) implements Reference {}

  /**
   * All but the newest outcome-mature cohorts: those of as many weeks as a verdict is good for, and
   * at most half of them.
   */
  record AllButNewest() implements Reference {}
}
