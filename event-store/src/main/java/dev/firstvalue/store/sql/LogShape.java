package dev.firstvalue.store.sql;

/**
 * What is known of a table of events besides its columns.
 *
 * @param crowded whether an entity may have so many events that they must not all be kept
 * @param byEvent whether rows of one event lie together, so that those of others are passed over
 * @param apart whether rows that all count are read apart from those that are told apart even where
 *     they are few
 */
record LogShape(boolean crowded, boolean byEvent, boolean apart) {
  /** A table of which nothing is known. */
  static final LogShape ANY = new LogShape(false, false, false);
}
