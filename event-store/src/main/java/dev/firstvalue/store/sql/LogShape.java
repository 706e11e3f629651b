package dev.firstvalue.store.sql;

/**
 * What is known of a table of events besides its columns.
 *
 * @param crowded whether an entity may have so many events that they must not all be kept
 * @param byEvent whether rows of one event lie together, so that those of others are passed over
 */
record LogShape(boolean crowded, boolean byEvent) {
  /** A table of which nothing is known. */
  static final LogShape ANY = new LogShape(false, false);
}
