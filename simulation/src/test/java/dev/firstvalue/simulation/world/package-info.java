/** Tests of the named worlds: rows, counts and truth agree. */
@NullMarked
package dev.firstvalue.simulation.world;

import org.jspecify.annotations.NullMarked;
