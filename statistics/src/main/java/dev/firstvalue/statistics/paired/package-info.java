/** Two ways of marking the same units. */
@NullMarked
package dev.firstvalue.statistics.paired;

import org.jspecify.annotations.NullMarked;
