/** How long an experiment has to run, by the starts and the rate so far. */
@NullMarked
package dev.firstvalue.experiment.planning;

import org.jspecify.annotations.NullMarked;
