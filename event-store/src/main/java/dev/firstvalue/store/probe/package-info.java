/** Looks at a table that somebody has and proposes its event model. */
@NullMarked
package dev.firstvalue.store.probe;

import org.jspecify.annotations.NullMarked;
