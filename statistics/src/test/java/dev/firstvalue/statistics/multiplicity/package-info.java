/** Tests of the package of the same name. */
@NullMarked
package dev.firstvalue.statistics.multiplicity;

import org.jspecify.annotations.NullMarked;
