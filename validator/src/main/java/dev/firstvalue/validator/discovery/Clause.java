package dev.firstvalue.validator.discovery;

/**
 * A feature at least so often.
 *
 * @param feature index into the features of the search
 * @param times at least 1
 */
public record Clause(int feature, int times) {}
