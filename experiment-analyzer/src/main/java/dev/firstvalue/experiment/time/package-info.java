/** Activation by the time since exposure, and the effect by the day. */
@NullMarked
package dev.firstvalue.experiment.time;

import org.jspecify.annotations.NullMarked;
