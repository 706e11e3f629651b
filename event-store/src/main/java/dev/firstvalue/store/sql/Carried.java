package dev.firstvalue.store.sql;

/**
 * A column of {@code anchors} that comes from the row of the start event.
 *
 * @param name its name
 * @param sql what it is on that row
 * @param comment what it says to a reader
 */
record Carried(String name, String sql, String comment) {}
