package dev.firstvalue.definition.finding;

/** How bad a finding is, the worst first. */
public enum Severity {
  /** The document is refused. */
  ERROR,
  /** The document is accepted; somebody should look. */
  WARNING,
  /** Nothing to be done. */
  INFO
}
