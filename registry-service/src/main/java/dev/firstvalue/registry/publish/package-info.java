/** From a candidate through its gate to a commit on main. */
@NullMarked
package dev.firstvalue.registry.publish;

import org.jspecify.annotations.NullMarked;
