package dev.firstvalue.console.view;

import java.util.List;
import java.util.Optional;

/**
 * All definitions.
 *
 * @param text what their names, titles and owners are to hold
 * @param status what they are to be; empty for all
 * @param statuses what may be asked for
 * @param total how many definitions there are
 * @param found how many of them were asked for
 * @param page which of how many this is; empty for the only one
 * @param earlier and later: the pages beside this one
 * @param quarantined files that cannot be read, the first of them
 * @param moreQuarantined how many there are besides
 */
public record HomePage(
    String text,
    String status,
    List<String> statuses,
    int total,
    int found,
    String page,
    List<Card> cards,
    Optional<Link> earlier,
    Optional<Link> later,
    List<Unreadable> quarantined,
    int moreQuarantined) {
  /** Copies the lists. */
  public HomePage {
    statuses = List.copyOf(statuses);
    cards = List.copyOf(cards);
    quarantined = List.copyOf(quarantined);
  }

  /**
   * One definition.
   *
   * @param meaning what it takes, in a line
   * @param verdict of its newest report
   * @param proposals that are open
   */
  public record Card(
      Link definition,
      String title,
      String meaning,
      Badge status,
      String version,
      String owners,
      Optional<Judged> verdict,
      List<Link> proposals) {
    /** Copies the list. */
    public Card {
      proposals = List.copyOf(proposals);
    }
  }

  /** A verdict and the report behind it. */
  public record Judged(Badge badge, Link report) {}

  /** A file of main that cannot be read. */
  public record Unreadable(String path, String problem) {}
}
