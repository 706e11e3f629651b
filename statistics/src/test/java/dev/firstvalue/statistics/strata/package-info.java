/** Tests of the package of the same name. */
@NullMarked
package dev.firstvalue.statistics.strata;

import org.jspecify.annotations.NullMarked;
