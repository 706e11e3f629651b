/** Tests of the package of the same name. */
@NullMarked
package dev.firstvalue.statistics.proportion;

import org.jspecify.annotations.NullMarked;
