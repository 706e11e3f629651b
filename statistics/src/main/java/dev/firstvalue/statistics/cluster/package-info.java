/** Arms assigned to whole clusters of units. */
@NullMarked
package dev.firstvalue.statistics.cluster;

import org.jspecify.annotations.NullMarked;
