/** Tests of the package of the same name. */
@NullMarked
package dev.firstvalue.statistics.rate;

import org.jspecify.annotations.NullMarked;
