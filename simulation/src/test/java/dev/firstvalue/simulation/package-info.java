/** Whether a right analysis of the simulated rows finds what was planted. */
@NullMarked
package dev.firstvalue.simulation;

import org.jspecify.annotations.NullMarked;
