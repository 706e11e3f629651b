/** The metrics beside activation: how each is read, and what it comes to. */
@NullMarked
package dev.firstvalue.experiment.metric;

import org.jspecify.annotations.NullMarked;
