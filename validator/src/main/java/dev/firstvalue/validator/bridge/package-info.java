/** Two versions of a definition on the same entities: what carries a series across the change. */
@NullMarked
package dev.firstvalue.validator.bridge;

import org.jspecify.annotations.NullMarked;
