/** The catalogue of errors: what can go wrong, whose fault it is, and what to do. */
@NullMarked
package dev.firstvalue.definition.error;

import org.jspecify.annotations.NullMarked;
