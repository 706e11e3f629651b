/** Two arms compared within strata, and whether the strata agree. */
@NullMarked
package dev.firstvalue.statistics.strata;

import org.jspecify.annotations.NullMarked;
