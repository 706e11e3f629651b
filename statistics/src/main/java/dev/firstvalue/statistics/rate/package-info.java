/** Events over time at risk. */
@NullMarked
package dev.firstvalue.statistics.rate;

import org.jspecify.annotations.NullMarked;
