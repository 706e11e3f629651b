package dev.firstvalue.console;

import dev.firstvalue.console.view.Link;
import java.util.Optional;

/**
 * Which rows of many a page shows.
 *
 * @param number of the page; 1 is the first
 * @param from the first row
 * @param to after the last row
 * @param size all rows
 * @param pages at least 1
 */
record Window(int number, int from, int to, int size, int pages) {
  /** The page that a query asks for; the first where it asks for none that there is. */
  static Window of(String query, int size, int rows) {
    int asked = query.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(query) : 1;
    int pages = Math.max(1, (size + rows - 1) / rows);
    int number = asked <= pages ? asked : 1;
    return new Window(number, (number - 1) * rows, Math.min(size, number * rows), size, pages);
  }

  /**
   * The page before this one.
   *
   * @param address to which {@code &page=} is added
   */
  Optional<Link> earlier(String address) {
    return number > 1
        ? Optional.of(new Link("Earlier", address + "&page=" + (number - 1)))
        : Optional.empty();
  }

  /** The page after this one. */
  Optional<Link> later(String address) {
    return to < size
        ? Optional.of(new Link("Later", address + "&page=" + (number + 1)))
        : Optional.empty();
  }
}
