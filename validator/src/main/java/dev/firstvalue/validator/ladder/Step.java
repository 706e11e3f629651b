package dev.firstvalue.validator.ladder;

/** The rows of the ladder, in the order in which they are read. */
public enum Step {
  /** Reached by the watermark against never: immortal time is in it. */
  ANY_TIME,
  /** Reached within the window against not. */
  FIXED_WINDOW,
  /** The same among those who did something else at the end of the window. */
  ALIVE_AT_END,
  /** Reached on a day against equally active on that day and not there yet. */
  SAME_DAY,
  /** Standardised over what was known at time zero. */
  KNOWN_AT_START,
  /** The excess among those alike in what was known at time zero and in how active they were. */
  VOLUME_ADJUSTED
}
