/** Tests of the package of the same name. */
@NullMarked
package dev.firstvalue.statistics.sampleratio;

import org.jspecify.annotations.NullMarked;
