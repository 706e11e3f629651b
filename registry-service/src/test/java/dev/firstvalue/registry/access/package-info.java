/** Who may do what, over real ports. */
@NullMarked
package dev.firstvalue.registry.access;

import org.jspecify.annotations.NullMarked;
