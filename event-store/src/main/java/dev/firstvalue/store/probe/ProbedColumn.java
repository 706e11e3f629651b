package dev.firstvalue.store.probe;

/**
 * A column of a table.
 *
 * @param name its name
 * @param type its type, as the store writes it
 */
public record ProbedColumn(String name, String type) {}
