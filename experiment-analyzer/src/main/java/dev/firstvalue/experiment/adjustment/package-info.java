/** The effect with what was known at assignment taken out, and the corrections for several arms. */
@NullMarked
package dev.firstvalue.experiment.adjustment;

import org.jspecify.annotations.NullMarked;
