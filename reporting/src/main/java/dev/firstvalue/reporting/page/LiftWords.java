package dev.firstvalue.reporting.page;

import dev.firstvalue.experiment.v1.LiftReport;

/** What a lift report calls what it counts. */
final class LiftWords {
  private LiftWords() {}

  /**
   * {@code users} or {@code accounts}. A report that was kept before it said so is taken to count
   * what was randomised.
   */
  static String counted(LiftReport report) {
    return (report.getEntity().isEmpty() ? report.getUnit() : report.getEntity()) + "s";
  }
}
