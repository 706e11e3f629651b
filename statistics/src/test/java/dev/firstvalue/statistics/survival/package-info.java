/** Tests of the package of the same name. */
@NullMarked
package dev.firstvalue.statistics.survival;

import org.jspecify.annotations.NullMarked;
