/** Many comparisons at once. */
@NullMarked
package dev.firstvalue.statistics.multiplicity;

import org.jspecify.annotations.NullMarked;
