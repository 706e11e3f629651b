/** Tests of the package of the same name. */
@NullMarked
package dev.firstvalue.statistics.cluster;

import org.jspecify.annotations.NullMarked;
