package dev.firstvalue.console.view;

import java.util.List;

/**
 * Why there is no such page.
 *
 * @param id of the error in the catalogue; empty where it has none
 * @param details one by one; may be empty
 */
public record Problem(
    String heading, String place, String remedy, String id, List<String> details) {
  /** Copies the list, and shows text as it is. */
  public Problem {
    heading = Shown.line(heading);
    place = Shown.line(place);
    remedy = Shown.line(remedy);
    id = Shown.line(id);
    details = details.stream().map(Shown::line).toList();
  }
}
