/** Tests of the package of the same name. */
@NullMarked
package dev.firstvalue.statistics.sequential;

import org.jspecify.annotations.NullMarked;
