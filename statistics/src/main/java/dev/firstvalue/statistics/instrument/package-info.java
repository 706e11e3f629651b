/** Assigned arms as instruments for what the units did. */
@NullMarked
package dev.firstvalue.statistics.instrument;

import org.jspecify.annotations.NullMarked;
