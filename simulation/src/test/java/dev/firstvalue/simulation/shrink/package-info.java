@NullMarked
package dev.firstvalue.simulation.shrink;

import org.jspecify.annotations.NullMarked;
