package dev.firstvalue.validator.discovery;

/**
 * A conjunction that is better than either of its clauses alone, on held-out entities.
 *
 * @param heldOut the conjunction there
 * @param gain its score less that of the better clause alone, more than {@code gainError}
 * @param gainError standard error of the gain, both on the same entities
 */
record Pair(Judged heldOut, double gain, double gainError) {}
