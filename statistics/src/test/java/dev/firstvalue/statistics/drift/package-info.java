/** Tests of the package of the same name. */
@NullMarked
package dev.firstvalue.statistics.drift;

import org.jspecify.annotations.NullMarked;
