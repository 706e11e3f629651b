/**
 * Why one entity counts, or what it is missing: the relations of a question, told event by event.
 */
@NullMarked
package dev.firstvalue.definition.explain;

import org.jspecify.annotations.NullMarked;
