/**
 * Retention of those who reached value beside that of the others, in every way a 2×2 table says it.
 */
@NullMarked
package dev.firstvalue.validator.lift;

import org.jspecify.annotations.NullMarked;
