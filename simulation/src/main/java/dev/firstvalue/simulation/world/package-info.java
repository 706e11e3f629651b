/**
 * Named worlds: logs of one small product in which it is known what reaching value causes and what
 * only goes with it, as rows and as counts from the same draws.
 */
@NullMarked
package dev.firstvalue.simulation.world;

import org.jspecify.annotations.NullMarked;
