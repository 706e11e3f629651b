package dev.firstvalue.store.sql;

/**
 * A column of a relation.
 *
 * @param name its name
 * @param sql what it is, on the rows that the relation is made of
 * @param comment what it says to a reader
 */
record Carried(String name, String sql, String comment) {}
