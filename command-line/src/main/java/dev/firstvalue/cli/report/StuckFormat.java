package dev.firstvalue.cli.report;

/** The forms of the list of who is stuck. */
enum StuckFormat {
  TEXT,
  CSV,
  JSON
}
