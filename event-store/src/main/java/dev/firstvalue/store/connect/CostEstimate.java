package dev.firstvalue.store.connect;

/**
 * What the store says that a query will read at most, before it reads.
 *
 * @param rows rows of tables
 * @param parts pieces of tables
 * @param marks granules of tables
 */
public record CostEstimate(long rows, long parts, long marks) {}
