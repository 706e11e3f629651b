package dev.firstvalue.console.view;

import java.util.List;
import java.util.Optional;

/**
 * The proposals.
 *
 * @param all whether those that have ended are among them
 * @param count how many there are
 */
public record ProposalsPage(
    boolean all, int count, List<Row> rows, Optional<Link> earlier, Optional<Link> later) {
  /** Copies the list. */
  public ProposalsPage {
    rows = List.copyOf(rows);
  }

  /**
   * One proposal.
   *
   * @param shut the gates that are shut; absent once it has ended
   */
  public record Row(
      Link proposal,
      Badge state,
      String author,
      String updated,
      List<String> files,
      Optional<List<Badge>> shut) {
    /** Copies the lists. */
    public Row {
      files = List.copyOf(files);
      shut = shut.map(List::copyOf);
    }
  }
}
