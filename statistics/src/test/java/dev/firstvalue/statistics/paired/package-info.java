/** Tests of the package of the same name. */
@NullMarked
package dev.firstvalue.statistics.paired;

import org.jspecify.annotations.NullMarked;
