package dev.firstvalue.cli.proposal;

/** The forms in which proposals can be had. */
enum ProposalFormat {
  /** For people. */
  TEXT,
  /** For programs. */
  JSON
}
