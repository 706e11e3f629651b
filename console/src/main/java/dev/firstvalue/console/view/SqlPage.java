package dev.firstvalue.console.view;

import java.util.List;

/**
 * The SQL that counts by a version.
 *
 * @param watermark the end of what it reads; empty where it reads all
 * @param sql the whole statement
 * @param steps the relations that rows pass before it, in their order
 */
public record SqlPage(
    Link definition, int version, String watermark, String sql, List<Step> steps) {
  /** Copies the list. */
  public SqlPage {
    steps = List.copyOf(steps);
  }

  /** One relation. */
  public record Step(String name, String meaning, String sql) {}
}
