package dev.firstvalue.reporting.page;

/** How a thing is to be taken. */
public enum Tone {
  GOOD,
  NEUTRAL,
  CAUTION,
  BAD
}
