/** Entity facts, one row an entity, and the counts that are folded from them. */
@NullMarked
package dev.firstvalue.definition.facts;

import org.jspecify.annotations.NullMarked;
