/** Reach and lift by the values of segments, and whether they are one. */
@NullMarked
package dev.firstvalue.validator.segment;

import org.jspecify.annotations.NullMarked;
