/** Tests of the package of the same name. */
@NullMarked
package dev.firstvalue.statistics.adjustment;

import org.jspecify.annotations.NullMarked;
