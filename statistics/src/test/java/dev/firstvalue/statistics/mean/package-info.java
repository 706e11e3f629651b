/** Tests of the package of the same name. */
@NullMarked
package dev.firstvalue.statistics.mean;

import org.jspecify.annotations.NullMarked;
