package dev.firstvalue.cli.registry;

/** The forms in which versions can be had. */
enum VersionFormat {
  TEXT,
  YAML,
  JSON
}
