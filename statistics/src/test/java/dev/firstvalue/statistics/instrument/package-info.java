/** Tests of the package of the same name. */
@NullMarked
package dev.firstvalue.statistics.instrument;

import org.jspecify.annotations.NullMarked;
