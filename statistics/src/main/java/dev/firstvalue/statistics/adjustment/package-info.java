/** Variance taken out by what was known before. */
@NullMarked
package dev.firstvalue.statistics.adjustment;

import org.jspecify.annotations.NullMarked;
