package dev.firstvalue.cli.report;

/** The forms of an explanation. */
enum ExplainFormat {
  TEXT,
  JSON
}
