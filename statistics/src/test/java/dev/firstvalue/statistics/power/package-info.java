/** Tests of the package of the same name. */
@NullMarked
package dev.firstvalue.statistics.power;

import org.jspecify.annotations.NullMarked;
