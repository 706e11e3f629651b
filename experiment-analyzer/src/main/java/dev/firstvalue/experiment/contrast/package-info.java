/** One arm against the control: one p-value and its interval, by entity or by cluster. */
@NullMarked
package dev.firstvalue.experiment.contrast;

import org.jspecify.annotations.NullMarked;
