package dev.firstvalue.console.view;

import java.util.List;
import java.util.Optional;

/** The kept lift reports, newest first. */
public record ExperimentsPage(List<Row> rows, Optional<Link> earlier, Optional<Link> later) {
  /** Copies the list. */
  public ExperimentsPage {
    rows = List.copyOf(rows);
  }

  /**
   * One report.
   *
   * @param watermark until when it knows; empty where it does not say
   */
  public record Row(
      Badge decision,
      Link report,
      Link definition,
      String sentence,
      String recorded,
      String watermark) {}
}
