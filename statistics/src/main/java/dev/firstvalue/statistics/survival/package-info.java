/** Time to an event when some were watched too briefly to see it. */
@NullMarked
package dev.firstvalue.statistics.survival;

import org.jspecify.annotations.NullMarked;
