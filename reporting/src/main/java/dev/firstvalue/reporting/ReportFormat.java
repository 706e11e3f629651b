package dev.firstvalue.reporting;

/** The forms in which a report can be had. */
public enum ReportFormat {
  /** For terminals. */
  TEXT,
  /** For pull requests. */
  MARKDOWN,
  /** For programs: proto-JSON. */
  JSON,
  /** For browsers: one file with plots. */
  HTML
}
