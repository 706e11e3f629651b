@NullMarked
package dev.firstvalue.simulation.random;

import org.jspecify.annotations.NullMarked;
