/** Compares activation across the arms of one experiment, by the plan written before it started. */
@NullMarked
package dev.firstvalue.experiment;

import org.jspecify.annotations.NullMarked;
