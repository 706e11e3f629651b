package dev.firstvalue.cli.fuzz;

/** How the outcome is written. */
enum FuzzFormat {
  TEXT,
  JSON
}
