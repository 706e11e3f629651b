/** Makes a trial that fails as small as it can be and still fail, and writes it for people. */
@NullMarked
package dev.firstvalue.simulation.shrink;

import org.jspecify.annotations.NullMarked;
