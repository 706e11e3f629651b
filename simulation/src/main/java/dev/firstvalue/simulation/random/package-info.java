/**
 * Random documents of the whole language and random logs aimed at them: what every evaluator has to
 * agree on.
 */
@NullMarked
package dev.firstvalue.simulation.random;

import org.jspecify.annotations.NullMarked;
