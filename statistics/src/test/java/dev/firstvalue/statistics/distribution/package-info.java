/** Tests of the package of the same name. */
@NullMarked
package dev.firstvalue.statistics.distribution;

import org.jspecify.annotations.NullMarked;
